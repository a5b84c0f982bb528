"""Packs on their way to paper: templates, what goes in, checks before print, frozen editions."""
