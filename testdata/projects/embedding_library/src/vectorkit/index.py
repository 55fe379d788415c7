"""A vector index that fits into memory."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path

import numpy as np

from vectorkit import _legacy


class Index:
    """Rows of vectors and the texts they stand for."""

    def __init__(self, vectors: np.ndarray, texts: list[str]) -> None:
        self.vectors = vectors
        self.texts = texts

    @classmethod
    def load(cls, folder: str | PathLike[str]) -> Index:
        """Read an index that `save` wrote."""
        source = Path(folder)
        vectors = np.load(source / "vectors.npy", allow_pickle=False)
        with open(source / "texts.json", encoding="utf-8") as handle:
            return cls(vectors, json.load(handle))

    @classmethod
    def load_v0(cls, file: str | PathLike[str]) -> Index:
        """Read an index of a version before 1.0."""
        return cls(*_legacy.read_pickle(file))

    def save(self, folder: str | PathLike[str]) -> None:
        """Write the index into a folder."""
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        np.save(target / "vectors.npy", self.vectors)
        (target / "texts.json").write_text(json.dumps(self.texts), encoding="utf-8")

    def search(self, query: np.ndarray, count: int = 10) -> list[tuple[str, float]]:
        """The nearest texts, best first."""
        scores = self.vectors @ query
        order = np.argsort(-scores)[:count]
        return [(self.texts[i], float(scores[i])) for i in order]
