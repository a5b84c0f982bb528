"""Frozen editions: what was handed out, kept so that it prints again byte for byte."""
