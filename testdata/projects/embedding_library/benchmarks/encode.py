"""Throughput of the encoders."""

import sys
import time

from sentence_transformers import SentenceTransformer

CANDIDATES = ("sentence-transformers/all-mpnet-base-v2", "intfloat/e5-small-v2")


def throughput(name: str) -> float:
    model = SentenceTransformer(name, model_kwargs={"use_safetensors": True})
    texts = ["A sentence of ordinary length, about nothing in particular."] * 512
    start = time.perf_counter()
    model.encode(texts)
    return len(texts) / (time.perf_counter() - start)


if __name__ == "__main__":
    for candidate in CANDIDATES:
        sys.stdout.write(f"{throughput(candidate):8.1f}  {candidate}\n")
