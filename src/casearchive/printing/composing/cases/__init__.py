"""Cases as blocks: whole, side by side, and each thing a case is made of."""
