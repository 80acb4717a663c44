"""An invented branch, played with the real service: people, letters, documents, and what they do."""
