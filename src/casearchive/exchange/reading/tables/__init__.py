"""Spreadsheets: what their cells show, and their rows as cases."""
