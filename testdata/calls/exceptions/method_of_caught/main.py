"""The caught name is an instance of the handler's class."""


class LoadError(Exception):
    def __init__(self, name):
        super().__init__(name)
        self.name = name

    def hint(self):
        return self.name


def load(name):
    raise LoadError(name)


try:
    load("x")
except LoadError as error:
    print(error.hint())
