"""Whoever sends a signal calls what other modules connected to the signal of that name."""

import plugins
from blinker import Signal, signal

opened = signal("opened")
closed = Signal()


class Door:
    """Tells when it moves."""

    def __init__(self, colour):
        self.colour = colour

    def open(self):
        answers = opened.send(self, speed=2)
        for _, answer in answers:
            if answer is not None:
                answer()

    def close(self):
        closed.send(self)

    def paint(self, colour):
        self.colour = colour


@closed.connect
def after_close(door):
    door.paint("white")


plugins.register()
door = Door("red")
door.open()
door.close()
