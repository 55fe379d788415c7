"""Every method of an object is handed out wrapped; other attributes as they are."""

import inspect
from functools import partial


class Machine:
    def __init__(self):
        self.state = State()

    def start(self):
        return self.state.enter()


class State:
    def enter(self):
        return 1


class Guarded(Machine):
    def __getattribute__(self, name):
        plain = super().__getattribute__
        found = plain(name)
        if not name.startswith("_") and inspect.ismethod(found):
            return partial(plain("_guarded"), found)
        return found

    def _guarded(self, function, *arguments):
        return function(*arguments)


def by_annotation(machine: Machine):
    machine.start()


def unguarded():
    Machine().start()


def guarded():
    Guarded().start()


unguarded()
guarded()
