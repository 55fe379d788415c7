"""Connects functions when it is told to."""

from blinker import signal


def squeak():
    print("squeak")


def on_open(door, speed):
    door.paint("blue")
    return squeak


def never(door):
    door.close()


def register():
    signal("opened").connect(on_open)
    signal("painted").connect(never)
