"""`__new__` makes the object of the class once, and prepares it."""


class Engine:
    _only = None

    def __new__(cls, *args):
        if cls._only is None:
            cls._only = super().__new__(cls)
            cls._only.prepare()
        return cls._only

    def __init__(self, name):
        self.name = name

    def prepare(self):
        self.state = {}

    def run(self):
        return self.state


class Turbo(Engine):
    def prepare(self):
        super().prepare()


def made(cls):
    shape = object.__new__(cls)
    shape.prepare()
    return shape


Engine("a").run()
made(Turbo)
