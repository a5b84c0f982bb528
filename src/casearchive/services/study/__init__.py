"""The trainee's layer over a case, kept apart from the archive."""
