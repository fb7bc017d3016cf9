"""What each medium allows: length, parts, script, form. Who carries it is in `providers`."""
