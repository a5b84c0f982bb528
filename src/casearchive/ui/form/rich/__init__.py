"""Body text written as it reads: headings, lists, bold, quotes, tables and pictures, no more."""
