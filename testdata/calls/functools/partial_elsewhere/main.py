"""Libraries that hand on `functools.partial` under a name of theirs."""

import funcy
import toolz


def load(kind, path):
    return open_as(kind)


def open_as(kind):
    return kind()


def weights():
    pass


def tokens():
    pass


def run():
    load_weights = funcy.partial(load, weights)
    load_weights("a.pt")
    toolz.partial(load, tokens)("b.json")


run()
