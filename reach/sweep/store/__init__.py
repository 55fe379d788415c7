"""Where sweeps keep what they found, with its history: SQLite, or PostgreSQL by its URL."""
