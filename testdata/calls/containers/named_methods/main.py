STEPS = []
step = STEPS.append
CHECKS = set()


@step
def first():
    return 1


@step
def second():
    return 2


@CHECKS.add
def check():
    return 3


class Hooks:
    def __init__(self):
        self.hooks = []
        later = self.hooks.append
        later(self.end)
        for name in ("a", "b"):
            later(lambda: name)

    def end(self):
        return 4

    def run(self):
        for hook in self.hooks:
            hook()


def collect(names):
    found = []
    add = found.append
    for name in names:
        if name == "x":
            add(left)
        else:
            add(right)
    return found


def left():
    return 5


def right():
    return 6


def main():
    for each in STEPS:
        each()
    for each in CHECKS:
        each()
    Hooks().run()
    for each in collect(["x", "y"]):
        each()


main()
