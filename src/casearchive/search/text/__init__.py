"""Text as the search sees it: folding, tokens, pinyin."""
