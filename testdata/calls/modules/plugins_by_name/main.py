"""Which modules are plugins stands in the command line; they all have what is asked of them."""

import importlib
import sys


def names():
    return sys.argv[1:]


def activate(shop):
    for name in names():
        plugin = importlib.import_module(name)
        plugin.enlist(shop)


def begin(name):
    importlib.import_module(name).main()


def enquire(name):
    importlib.import_module(name).offer("ink")


shop = {}
activate(shop)
