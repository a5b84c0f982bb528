"""Every command: its words, icon and keys, what it does, the cheat sheet."""
