"""A slice of a list keeps the elements inside it."""


def one():
    return 1


def two():
    return 2


def three():
    return 3


def run():
    steps = [one, two, three]
    for step in steps[1:]:
        step()
    return steps[:2][0]()


run()
