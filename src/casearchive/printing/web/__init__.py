"""Publications as one page for a browser, read from a stick without a network."""
