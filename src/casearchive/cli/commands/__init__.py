"""What the commands do: each opens what it needs, calls one use case, says what came of it."""
