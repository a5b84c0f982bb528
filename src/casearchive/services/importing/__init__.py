"""What others have made, brought into the archive: previewed, taken file by file, undone whole."""
