"""A function chooses between classes."""


class Fast:
    def __init__(self):
        self.speed = 2


class Slow:
    def __init__(self):
        self.speed = 1


def choose(quick):
    return Fast if quick else Slow


def run(quick):
    cls = choose(quick)
    return cls()


run(True)
run(False)
