"""Texts on their way into a case: pasted, mended, read by the assistant; and cases made one."""
