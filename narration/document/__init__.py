"""Documents: HTML or plain text to blocks of text with a language each, in reading order."""
