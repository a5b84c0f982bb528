"""Marks on a page: the only place that draws."""
