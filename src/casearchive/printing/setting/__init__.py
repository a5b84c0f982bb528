"""Text to lines: forbidden places, spaces, directions."""
