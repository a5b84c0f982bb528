"""Exchange packages between archives: handed out, looked at, merged by id; keys to sign them."""
