"""The trainee's layer: what a reader adds to cases, kept apart from them."""
