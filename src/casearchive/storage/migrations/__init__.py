"""The history of the archive's schema, one file a version."""
