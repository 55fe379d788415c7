"""What an object keeps of all that its constructor was given."""

import sys
from collections import defaultdict


class Signals:
    def __init__(self, *subscribers):
        self.handlers = defaultdict(list)
        for subscriber in subscribers:
            for name, handler in subscriber:
                self.handlers[name].append(handler)

    def send(self, name):
        for handler in self.handlers[name]:
            handler()


class Log:
    def __iter__(self):
        yield "opened", self.opened
        yield "closed", self.closed

    def opened(self):
        return 1

    def closed(self):
        return 2


class App:
    def __init__(self, names):
        subscribers = []
        for name in names:
            if name == "log":
                subscribers.append(Log())
        self.signals = Signals(*subscribers)

    def run(self, name):
        self.signals.send(name)


HANDLERS = {"a": lambda: 1}


def other():
    return 2


def choose(name):
    table = dict(HANDLERS, b=other)
    table[name]()


def run(names):
    for name in names:
        App(["log"]).run(name)
        choose(name)


run(sys.argv[1:])
