"""From a plain text to a case: what could stand in its fields, each with its evidence."""
