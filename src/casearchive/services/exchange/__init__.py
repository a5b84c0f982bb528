"""Content out and in by plain forms, mangled texts mended, drafts proposed from a text."""
