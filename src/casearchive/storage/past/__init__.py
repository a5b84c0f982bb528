"""What an archive remembers of itself: its states, its imports, the steps that can be undone."""
