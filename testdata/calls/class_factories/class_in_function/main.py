"""A function defines and returns a class."""


def make(base):
    class Made(base):
        def run(self):
            return self.prepare()

    return Made


class Base:
    def prepare(self):
        return 1


make(Base)().run()
