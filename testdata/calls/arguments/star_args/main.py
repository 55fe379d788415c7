"""Extra positional arguments are gathered in order."""


def zero():
    return 0


def one():
    return 1


def two():
    return 2


def last(head, *rest):
    return rest[1]()


last(zero, one, two)
