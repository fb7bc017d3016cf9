"""Text to speech: documents, sentences, spoken forms, engines, audio, clips. No database, no web."""
