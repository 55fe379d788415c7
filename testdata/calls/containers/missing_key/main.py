"""Mappings of the program that say themselves what a key has that they lack."""

from collections import OrderedDict, defaultdict


class Resources(defaultdict):
    def __missing__(self, key):
        return f"no {key}"


class Cache(OrderedDict):
    def __missing__(self, key):
        return key.upper()


def title():
    return Resources()["title"]


def cached(key):
    return Cache()[key]


title()
cached("a")
