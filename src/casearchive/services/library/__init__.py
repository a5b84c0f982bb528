"""The shelves: lists and counts, folders, and the trash."""
