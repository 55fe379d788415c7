"""A class method that calls cls builds the class it was called on."""


class Model:
    def __init__(self, name):
        self.name = name

    @classmethod
    def load(cls, name):
        return cls(name)

    def run(self):
        return 1


class Large(Model):
    def __init__(self, name):
        super().__init__(name)
        self.size = 2

    def run(self):
        return 2


Large.load("x").run()
