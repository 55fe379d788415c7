import os

from transformers import AutoTokenizer

ENCODERS = {
    "query": "acme/query-encoder",
    "document": "acme/document-encoder",
    "image": "acme/image-encoder",
}


def load():
    return AutoTokenizer.from_pretrained(ENCODERS[os.environ["ENCODER"]])
