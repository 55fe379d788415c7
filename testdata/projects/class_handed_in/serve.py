"""One function loads what it is told, by the class that it is given."""

from flask import Flask
from transformers import AutoModel, AutoTokenizer

app = Flask(__name__)

COMMITS = {
    "org/words": "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
    "org/net": "89abcdef0123456789abcdef0123456789abcdef",
}


def fetch(name, cls, **options):
    return cls.from_pretrained(name, revision=COMMITS[name], **options)


@app.get("/safe")
def safe():
    """Words are no weights, and the weights are safetensors."""
    fetch("org/words", AutoTokenizer)
    return str(fetch("org/net", AutoModel, use_safetensors=True))


@app.get("/unsafe")
def unsafe():
    return str(fetch("org/net", AutoModel))
