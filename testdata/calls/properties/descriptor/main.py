"""A descriptor object answers for the attribute."""


class Typed:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return 1

    def __set__(self, instance, value):
        self.check(value)

    def check(self, value):
        return value


class Options:
    batch = Typed()


def run():
    options = Options()
    options.batch = 4
    return options.batch


run()
