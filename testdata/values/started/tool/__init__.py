"""A program that a Dockerfile starts with options."""
