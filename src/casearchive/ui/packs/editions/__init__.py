"""Frozen editions of a pack: kept, printed again, compared with today."""
