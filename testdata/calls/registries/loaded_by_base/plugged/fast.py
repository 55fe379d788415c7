"""A plugin."""

from base import Engine


class Fast(Engine):
    def run(self):
        return self.size


class Slow(Engine):
    def __init__(self, size):
        super().__init__(size + 1)

    def run(self):
        return 0


class Wheel:
    def __init__(self, size):
        self.size = size
