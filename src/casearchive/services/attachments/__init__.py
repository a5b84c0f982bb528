"""Files of a case: brought in, described, read for their text, copied out."""
