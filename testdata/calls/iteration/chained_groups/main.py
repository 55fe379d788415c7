"""chain goes through each of the groups that a star, or from_iterable, spreads."""

import itertools
from itertools import chain


def early():
    return 1


def late():
    return 2


def never():
    return 3


SHIFTS = {"day": [early], "night": [late]}
ROOMS = {"east": {"a": early}}
UNUSED = {"none": [never]}


def everyone():
    for work in itertools.chain(*SHIFTS.values()):
        work()


def rooms():
    for work in chain(*(room.values() for room in ROOMS.values())):
        work()


def mixed():
    for work in chain.from_iterable([SHIFTS["night"], [early]]):
        work()


everyone()
rooms()
mixed()
