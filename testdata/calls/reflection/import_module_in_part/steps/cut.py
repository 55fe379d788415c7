"""One step."""


def run():
    return 1


def again():
    return 2


def only():
    return 3
