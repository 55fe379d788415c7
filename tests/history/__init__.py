"""Histories of small repositories."""
