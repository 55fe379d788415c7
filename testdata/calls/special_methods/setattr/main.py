"""Every assignment to an attribute passes through __setattr__."""


class Strict:
    def __setattr__(self, name, value):
        self.allow(name)

    def allow(self, name):
        return name


def run():
    strict = Strict()
    strict.size = 1


run()
