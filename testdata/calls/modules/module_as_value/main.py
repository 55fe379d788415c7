"""Modules are passed around like other values."""

import fast
import slow


def pick(hurry):
    return fast if hurry else slow


def run(backend):
    return backend.compute()


run(pick(True))
run(pick(False))
