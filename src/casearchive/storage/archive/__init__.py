"""The archive file itself: made, recognised, connected to, brought up to date, its faults told."""
