"""The query language: typed text, read into a tree."""
