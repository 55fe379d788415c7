"""A module's name is known in part: it may be any module of the package that fits."""

import importlib
import sys

names = sys.argv[1:] or ["cut"]


def formatted(name):
    return importlib.import_module(f"steps.{name}")


def added(name):
    return importlib.import_module("steps." + name + "_step").start()


def percent(name):
    return importlib.import_module("steps.%s" % name)


def joined(name):
    return importlib.import_module(".".join(["more", name]))


def relative(name):
    return importlib.import_module(f".{name}", package="more")


def by_builtin(name):
    return __import__(f"more.{name}", fromlist=["go"])


def anything(name):
    return importlib.import_module(name)


first = names[0]
other = sys.argv[2] if len(sys.argv) > 2 else "one"
formatted(first).run()
added(first)
percent(first).again()
joined(other).go()
relative(other).once()
by_builtin(other).twice()
anything("steps.cut").only()
