import os

from transformers import AutoTokenizer


def tokenizer():
    return AutoTokenizer.from_pretrained(os.environ.get("SCORE_MODEL", "acme/scores"))
