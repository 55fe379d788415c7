"""Speech recognition."""

import torch
from transformers import pipeline

from studio.registry import SPEECH

_cache = {}


def load(choice):
    """The pipeline behind a choice, loaded on first use."""
    if choice not in _cache:
        _cache[choice] = pipeline(
            "automatic-speech-recognition",
            model=SPEECH[choice],
            torch_dtype=torch.float16,
            chunk_length_s=30,
        )
    return _cache[choice]


def transcribe(audio, choice):
    if audio is None:
        return ""
    return load(choice)(audio)["text"]
