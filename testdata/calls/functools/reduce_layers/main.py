"""An application put into one layer after the other."""

from functools import reduce


class Shop:
    def __call__(self, request):
        return "shop"


class Timed:
    def __init__(self, inner):
        self.inner = inner

    def __call__(self, request):
        return self.inner(request)


class Logged:
    def __init__(self, inner):
        self.inner = inner

    def __call__(self, request):
        return self.inner(request)


def build():
    layers = [Timed, Logged]
    return reduce(lambda app, layer: layer(app), layers, Shop())


build()("/")
