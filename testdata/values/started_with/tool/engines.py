"""What the names of options stand for."""

from transformers import AutoModel

SIZES = {"small": "org/small", "large": "org/large", "huge": "org/huge"}


def chat(size):
    """The command line asks for this one."""
    return AutoModel.from_pretrained(SIZES[size])  #? "org/large"


def code(size):
    """Only another command line asks for this one."""
    return AutoModel.from_pretrained(SIZES[size])  #? "org/small" | "org/large" | "org/huge"


KINDS = {"chat": chat, "code": code}
