"""Finds names in texts."""
