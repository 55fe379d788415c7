"""Reading a property calls its function."""


class Config:
    def __init__(self, name):
        self._name = name

    @property
    def name(self):
        return self.normalise()

    def normalise(self):
        return self._name.lower()


def show(config):
    return config.name


show(Config("A"))
