"""One case: drafted, checked, saved with its history, read, compared, merged with its double."""
