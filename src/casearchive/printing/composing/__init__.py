"""What the archive holds as blocks: the only place that knows both."""
