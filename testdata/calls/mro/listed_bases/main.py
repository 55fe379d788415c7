"""The bases of a class are the elements of a list."""

import sys


class Plain:
    def start(self):
        return begin()


class Counted:
    def count(self):
        return total()


class Logged:
    def log(self):
        return note()


def begin():
    return 1


def total():
    return 2


def note():
    return 3


parts = [Plain]
if "--count" in sys.argv:
    parts.append(Counted)


class Whole(*parts, Logged):
    pass


whole = Whole()
whole.start()
whole.count()
whole.log()
