"""Text to vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vectorkit._backends import Backend, load_backend

if TYPE_CHECKING:
    import numpy as np

DEFAULT_MODEL = "sentence-transformers/all-MiniLM-L6-v2"


class Encoder:
    """Encodes texts with a sentence-transformers model."""

    def __init__(self, model: str = DEFAULT_MODEL, *, batch_size: int = 32) -> None:
        self.batch_size = batch_size
        self._backend: Backend = load_backend(model)

    @classmethod
    def multilingual(cls) -> Encoder:
        """An encoder for a hundred languages, at a commit that was evaluated."""
        encoder = cls.__new__(cls)
        encoder.batch_size = 16
        encoder._backend = load_backend(
            "BAAI/bge-m3", revision="5617a9f61b028005a4858fdac845db406aefb181"
        )
        return encoder

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One normalised row for each text."""
        return self._backend.encode(texts, self.batch_size)
