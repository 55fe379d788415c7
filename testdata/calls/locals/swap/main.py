"""Two names change places before they are called."""


def encode():
    return 1


def decode():
    return 2


def run():
    first, second = encode, decode
    first, second = second, first
    return first()


run()
