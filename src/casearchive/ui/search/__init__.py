"""What one types a search into: the field, its chips and suggestions, advice, saved searches."""
