"""A keyword of the call overrides the one stored in the partial."""

import functools


def first():
    return 1


def second():
    return 2


def run(*, step):
    return step()


job = functools.partial(run, step=first)
job(step=second)
