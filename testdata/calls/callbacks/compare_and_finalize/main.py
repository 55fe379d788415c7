"""Callbacks that a helper of the standard library wraps."""

import functools
import weakref


class Handle:
    pass


def compare(left, right):
    return left - right


def release():
    return None


HANDLE = Handle()


def run():
    weakref.finalize(HANDLE, release)
    return sorted([2, 1], key=functools.cmp_to_key(compare))


run()
