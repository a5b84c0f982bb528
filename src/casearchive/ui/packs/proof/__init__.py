"""The proof: the true pages of a pack, looked at singly, as opened, or all at once."""
