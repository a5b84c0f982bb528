"""What would be wrong on the pages of a pack, found before it is printed."""
