"""Its steps."""


def clean(text):
    return text


def count(text):
    return len(text)
