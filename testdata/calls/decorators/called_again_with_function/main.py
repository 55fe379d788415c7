"""A decorator that, given options only, returns one that calls it again with the function."""
import functools


def noted(note=None, function=None):
    if function is None:
        def later(function):
            return noted(note, function)

        return later

    @functools.wraps(function)
    def call(*args):
        return function(*args)

    return call


class Hammer:
    def run(self):
        pass


@noted("hammers")
def hammer():
    return Hammer()


class Saw:
    def run(self):
        pass


@noted("saws")
def saw():
    return Saw()


def first():
    hammer().run()


def second():
    saw().run()


first()
second()
