"""A function that is given a list or a table puts into it what is called later."""


def one():
    return 1


def two():
    return 2


def three():
    return 3


def other():
    return 4


def add_steps(steps):
    steps.append(two)


def add_all(steps):
    add_steps(steps)
    steps.insert(0, one)


def register(table, name, function):
    table[name] = function


def run():
    steps = []
    add_all(steps)
    for step in steps:
        step()


def look_up():
    table = {}
    register(table, "three", three)
    register(table, "other", other)
    table["three"]()


run()
look_up()
