"""What is done to a finished PDF: folded into a booklet, locked with a password."""
