"""Teaching decks: a case on slides, answers in the speaker's notes of the trainer alone."""
