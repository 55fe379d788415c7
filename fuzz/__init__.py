"""Fuzzing: hostile inputs for everything that reads what is scanned (docs/threat-model.md)."""
