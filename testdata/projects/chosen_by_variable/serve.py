"""Which engine runs is up to a variable."""

import os

from settings import ENGINE
from transformers import AutoModel


def small():
    return AutoModel.from_pretrained("shop/small")


def large():
    return AutoModel.from_pretrained("shop/large")


def inside():
    if os.environ.get("ENGINE", "small").lower() not in ("small", "medium"):
        return AutoModel.from_pretrained("shop/inside")
    return None


if __name__ == "__main__":
    if ENGINE == "large":
        large()
    else:
        small()
    inside()
