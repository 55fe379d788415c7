"""Elements of a list and a tuple by index, also from the end."""


def first():
    return 1


def second():
    return 2


def third():
    return 3


STEPS = [first, second]
PAIR = (second, third)


def run():
    STEPS[0]()
    return PAIR[-1]()


run()
