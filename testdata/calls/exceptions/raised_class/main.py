"""Raising a class makes an instance of it."""


class Stop(Exception):
    def __init__(self):
        self.code = 3


def leave():
    raise Stop


try:
    leave()
except Stop as stop:
    print(stop.code)
