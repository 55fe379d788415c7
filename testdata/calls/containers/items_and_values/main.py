"""Iterating over items and values gives every value."""


def load():
    return 1


def save():
    return 2


def ready():
    return 3


STEPS = {"load": load, "save": save}
CHECKS = {ready: "now"}


def run():
    for name, step in STEPS.items():
        print(name, step())
    for check in CHECKS:
        check()
    return [step() for step in STEPS.values()]


run()
