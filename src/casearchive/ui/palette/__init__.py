"""The palette: a few letters, and every command and case is a key away."""
