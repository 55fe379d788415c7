"""Dockerfiles: their instructions, and the image that these build."""
