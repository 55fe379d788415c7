"""A decorator that reports how long everything takes, on functions that call each other."""

import functools
import time


def timed(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        begin = time.monotonic()
        try:
            return func(*args, **kwargs)
        finally:
            print(func.__name__, time.monotonic() - begin)

    return wrapper
