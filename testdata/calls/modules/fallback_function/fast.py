"""Present, but its name may not be."""


def tokenize(text):
    return list(text)
