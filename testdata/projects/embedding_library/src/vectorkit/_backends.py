"""What computes the vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np


class Backend(Protocol):
    def encode(self, texts: Sequence[str], batch_size: int) -> np.ndarray: ...


class SentenceBackend:
    def __init__(self, name: str, revision: str | None) -> None:
        from sentence_transformers import SentenceTransformer

        self.model = SentenceTransformer(
            name, revision=revision, model_kwargs={"use_safetensors": True}
        )

    def encode(self, texts: Sequence[str], batch_size: int) -> np.ndarray:
        return self.model.encode(texts, batch_size=batch_size, normalize_embeddings=True)


def load_backend(name: str, revision: str | None = None) -> Backend:
    return SentenceBackend(name, revision)
