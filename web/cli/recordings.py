"""``outspoken recordings``: human voices in the place of synthetic ones."""
