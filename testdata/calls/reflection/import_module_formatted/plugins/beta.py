"""Second plugin."""


def setup():
    return 2
