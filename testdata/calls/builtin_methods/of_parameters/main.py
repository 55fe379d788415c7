"""The class of a value is known from the calls."""


def shout(text):
    return text.upper()


def add(values):
    values.add(1)


shout("a")
add(set())
