"""A decorator with arguments is a call that returns a decorator."""

import functools


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times):
                return function(*args, **kwargs)

        return wrapper

    return decorate


@retry(times=2)
def fetch(name):
    return name


fetch("a")
