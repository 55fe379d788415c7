"""Beside what imports the library of this name."""
