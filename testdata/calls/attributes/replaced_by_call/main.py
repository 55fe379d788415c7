"""A call on the way replaces what the constructor set; nothing else reads the old value."""

from tools import swap


def loud():
    return "!"


def quiet():
    return "."


def never():
    return "?"


class Speaker:
    def __init__(self, voice):
        self.voice = voice


speaker = Speaker(never)


def hush():
    speaker.voice = quiet


hush()
speaker.voice()

other = Speaker(never)
swap(other, loud)
other.voice()
print(other.voice)
