"""Word documents: styles of our own over python-docx, real headings, lists, tables and fields."""
