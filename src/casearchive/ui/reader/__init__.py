"""The right pane: a case as a page to read."""
