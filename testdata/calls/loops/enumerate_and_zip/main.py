"""Elements keep their place through enumerate and zip."""


def low(value):
    return value


def high(value):
    return value


def run():
    for index, step in enumerate([low, high]):
        step(index)
    for name, step in zip(["a", "b"], [high, high]):
        step(name)


run()
