"""A class made with functions under names from outside: they are none of its special methods, and
none that its base has."""

import sys


class Screen:
    def __init__(self, title):
        self.title = title

    def draw(self):
        return self.show()

    def show(self):
        return self.title


def blink(self):
    return "blink"


def make(names):
    made = type("Shown", (Screen,), {name: blink for name in names})
    screen = made("x")
    return screen.draw(), screen.pulse()


make(sys.argv[1:] or ["pulse"])
