"""The dated table of China's divisions down to townships, and places found in texts by it."""
