"""What surrounds cases in training, as blocks: routes, courses, plans of action."""
