"""A program whose options are keys of tables."""
