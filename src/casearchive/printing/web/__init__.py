"""Publications as marked text: one page for a browser, or Markdown for any editor."""
