"""The window itself: its panes, pages and foot, and what it remembers."""
