"""A value bound in the body is also there at the top of the next turn."""


def first():
    return 1


def later():
    return 2


def run(items):
    step = first
    for _ in items:
        step()
        step = later


run([1, 2])
