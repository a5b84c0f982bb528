"""Finding a text where one is: in a case, a form, the pages of a pack, a window of texts."""
