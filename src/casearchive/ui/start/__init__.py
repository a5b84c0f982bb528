"""What makes the start quick and safe: the application, what waits until it is needed, faults."""
