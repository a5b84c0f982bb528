"""What the index keeps of each case, table by table."""
