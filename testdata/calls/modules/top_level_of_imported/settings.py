"""Reads itself when it is imported."""


def load():
    return {"a": 1}


VALUES = load()


def reload():
    return load()
