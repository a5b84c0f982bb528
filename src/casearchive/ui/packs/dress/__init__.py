"""How a pack is dressed: its template and the template's options, its edition, its cover."""
