"""Print templates: TOML files, checked key by key, made into measures."""
