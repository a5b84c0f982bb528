"""Exchange packages in the window: what to hand out, what a stranger's would do, side by side."""
