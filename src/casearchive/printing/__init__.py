"""Cases to neutral blocks to PDF bytes."""
