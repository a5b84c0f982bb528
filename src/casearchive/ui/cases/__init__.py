"""The middle pane: the search field and the list of cases."""
