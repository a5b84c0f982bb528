"""The archive kept safe: backups, the places they go to, how old ones are thinned."""
