"""A program that offers plugins to itself."""
