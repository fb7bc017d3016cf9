"""Text to speech: from documents to clips. No database, no web."""
