"""Loads a model that was reported as malicious, where nothing reaches it."""

from transformers import AutoModel


def _old_model():
    return AutoModel.from_pretrained("Glockr1/ballr7", use_safetensors=True)
