"""A starred name takes what the others leave."""


def head():
    return 1


def body():
    return 2


def tail():
    return 3


def run():
    first, *middle, last = [head, body, tail]
    first()
    return middle[0]()


run()
