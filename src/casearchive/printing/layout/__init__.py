"""Blocks to boxes, boxes to pages."""
