"""Files of others read into drafts, one format a file; all of it runs in a child process."""
