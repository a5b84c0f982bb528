"""Help for whoever does not know how a thing is written."""
