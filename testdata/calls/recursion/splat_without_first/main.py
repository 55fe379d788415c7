"""A function that calls itself with all arguments but the first."""


def one():
    return 1


def two():
    return 2


def run_all(step, *steps):
    step()
    if steps:
        run_all(*steps)


run_all(one, two, two)
