"""Search as the faces ask it: the index kept in step, queries answered, searches kept."""
