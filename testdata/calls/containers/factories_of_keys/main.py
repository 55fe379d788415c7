"""What a defaultdict was given runs where a key is looked up, not where it is made."""

import json
from collections import defaultdict


class Tally:
    def __init__(self):
        self.count = 0

    def add(self):
        self.count += 1


def per_user(limit):
    return lambda: defaultdict(lambda: Window(limit))


class Window:
    def __init__(self, limit):
        self.limit = limit

    def push(self, event):
        return event


class Audit:
    def __init__(self):
        self.windows = defaultdict(per_user(3))
        self.tallies = defaultdict(Tally)

    def record(self, user, event):
        self.windows[user][event].push(event)

    def count(self, user):
        self.tallies[user].add()

    def known(self, user):
        return self.tallies.get(user)


def first():
    return "unknown"


def handed_over():
    return json.dumps(defaultdict(first))


def main():
    audit = Audit()
    audit.record("ann", "login")
    audit.count("ann")
    audit.known("ann")
    seen = defaultdict(Tally)
    seen["a"] = Tally()
    seen["b"].add()
    handed_over()


main()
