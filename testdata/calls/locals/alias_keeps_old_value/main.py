"""An alias taken before a rebinding keeps the old value."""


def legacy():
    return 0


def modern():
    return 1


def both():
    current = legacy
    previous = current
    current = modern
    return previous()


both()
