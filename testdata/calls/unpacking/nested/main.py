"""Names in a nested pattern get the element at their place."""


def a():
    return 1


def b():
    return 2


def c():
    return 3


def run():
    first, (second, third) = a, (b, c)
    second()
    return third()


run()
