"""A cached function is still that function."""

import functools


@functools.lru_cache(maxsize=None)
def load(name):
    return read(name)


@functools.cache
def read(name):
    return name


load("a")
