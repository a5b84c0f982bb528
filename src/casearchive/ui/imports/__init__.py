"""Bringing in what others have made: files are dropped, looked at, imported, undone."""
