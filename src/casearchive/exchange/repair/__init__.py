"""Web texts that converters have mangled, mended by rule: `repair_text` in `mend` is the door."""
