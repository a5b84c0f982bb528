"""Whole states of entities as plain data: taken, merged, repointed, and rid of what stays in."""
