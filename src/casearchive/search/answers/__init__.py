"""Answers read out of the index: rows, snippets, counts, likenesses."""
