"""A package by its looks only."""
