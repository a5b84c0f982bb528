"""Font files: which there are, what they hold, how they are embedded."""
