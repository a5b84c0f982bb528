"""The case form: writing a case, checked in place, saved only as a whole."""
