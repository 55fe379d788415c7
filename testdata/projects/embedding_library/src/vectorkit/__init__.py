"""Embeddings and a small vector index."""

from vectorkit.encoder import Encoder
from vectorkit.index import Index

__all__ = ["Encoder", "Index"]
