"""Tuples of one length of which a function returns one: what is spread of them keeps its place."""

import pickle

from transformers import AutoModel

CACHE = {}


def packed(value):
    if value is None:
        return "null", b""
    if isinstance(value, bytes):
        return "bytes", value
    return "pickle", pickle.dumps(value)


def keep(key, value, expiry):
    CACHE[key] = (*packed(value), expiry)


def kept(key):
    kind, data, _ = CACHE[key]
    if kind == "pickle":
        return pickle.loads(data)  #? unknown: result of pickle.dumps
    return data


def named(small):
    if small:
        return "org/small", "main"
    return "org/large", "v2"


def load(small):
    name, revision, half = (*named(small), True)
    return AutoModel.from_pretrained(name, revision=revision, half=half)  #? "org/small" @ literal:31 revision="main" | "org/large" @ literal:32 revision="v2"
