"""Delegating to another generator hands on its elements."""


def start():
    return 1


def stop():
    return 2


def inner():
    yield start


def outer():
    yield from inner()
    yield stop


def run():
    return [step() for step in outer()]


run()
