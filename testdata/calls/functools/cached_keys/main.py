"""Results are kept by what a function is given, which is asked for its hash."""

from functools import cache, lru_cache


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name


class Shelf(Key):
    @lru_cache(maxsize=8)
    def found(self, word):
        return word

    def plain(self, word):
        return word


@cache
def looked_up(key, other=1):
    return key.name


def plain(key):
    return key.name


def keep(key):
    return looked_up(key)


def keep_by_name(key):
    return looked_up(Shelf("f"), other=key)


def fetch(shelf):
    return shelf.found("a")


def leave(key, shelf):
    plain(key)
    shelf.plain("a")


keep(Key("a"))
keep_by_name(Key("b"))
fetch(Shelf("c"))
leave(Key("d"), Shelf("e"))
