"""A name that a class body only declares is not there: `__getattr__` gives it."""


class Letter:
    def __init__(self, text):
        self.text = text


class Envelope:
    text: str
    stamp: str = "first"
    seen: bool

    def __init__(self, letter):
        self._letter = letter
        self.seen = False

    def __getattr__(self, name):
        return getattr(self._letter, name)


def read(envelope):
    return envelope.text


def stamped(envelope):
    return envelope.stamp


def known(envelope):
    return envelope.seen


given = Envelope(Letter("x"))
read(given)
stamped(given)
known(given)
