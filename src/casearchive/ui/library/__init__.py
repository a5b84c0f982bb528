"""The left pane: the shelves of the library and the packs, with counts."""
