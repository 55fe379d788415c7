"""The loop variable is each element of the tuple in turn."""


def tokenize(text):
    return text


def embed(text):
    return text


def unused(text):
    return text


STEPS = (tokenize, embed)


def run(text):
    for step in STEPS:
        text = step(text)
    return text


run("a")
