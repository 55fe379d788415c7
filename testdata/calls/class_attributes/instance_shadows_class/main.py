"""An attribute of the object hides the one of the class."""


def common():
    return 0


def special():
    return 1


class Task:
    action = staticmethod(common)

    def __init__(self):
        self.action = special

    def run(self):
        return self.action()


Task().run()
