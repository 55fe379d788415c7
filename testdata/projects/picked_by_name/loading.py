"""The family of a model is read off its name."""

from transformers import AutoTokenizer


def load(path, base, name):
    if "chat" in name.lower():
        if "lora" in name.lower() and base is not None:
            return AutoTokenizer.from_pretrained(base)
        if "mpt" in name.lower():
            return AutoTokenizer.from_pretrained(path, use_fast=True)
        elif name.strip().startswith("mistral"):
            return AutoTokenizer.from_pretrained(path, legacy=True)
        else:
            return AutoTokenizer.from_pretrained(path, use_fast=False)
    return AutoTokenizer.from_pretrained(path)
