"""What all lists share: rows, their painting, their order, what is dragged."""
