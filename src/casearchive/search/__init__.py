"""Exact Chinese search over a disposable index."""
