"""Two cases that are one: found by their texts, set side by side, made one."""
