"""What should be known before a pack is printed, with the way to where it stands."""
