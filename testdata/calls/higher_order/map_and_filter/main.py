"""The function given to map or filter is called for each element."""


def clean(text):
    return text.strip()


def is_long(text):
    return len(text) > 1


def prepare(texts):
    return list(filter(is_long, map(clean, texts)))


prepare(["ab", "c"])
