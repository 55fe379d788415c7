"""Another part."""


def back():
    return 2
