"""Pages: saved from the web, written by office programs, or copied as HTML."""
