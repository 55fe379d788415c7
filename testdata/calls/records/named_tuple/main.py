"""Fields of a named tuple are read by name and by position."""

from typing import NamedTuple


def left():
    return 1


def right():
    return 2


class Pair(NamedTuple):
    one: object
    two: object

    def run(self):
        return self.one()


def use():
    pair = Pair(left, right)
    pair.run()
    return pair[1]()


use()
