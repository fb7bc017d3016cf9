"""Members, messages, campaigns and their delivery. No web, no Flask."""
