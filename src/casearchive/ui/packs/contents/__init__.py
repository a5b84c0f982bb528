"""What goes into a pack: its items in order, and what of each is printed."""
