"""A registry that is itself a dictionary, filled by a decorator and by others."""


class Registry(dict):
    def register(self, name):
        def decorate(func):
            self[name] = func
            return func

        return decorate

    def add(self, name, func):
        self[name] = func

    def build(self, name, *args):
        return self[name](*args)


SHAPES = Registry()
COLORS = Registry()


@SHAPES.register("round")
def circle(size):
    return size


@SHAPES.register("flat")
def line(size):
    return size


def red():
    pass


def blue():
    pass


def green():
    pass


COLORS.add("red", red)
COLORS["blue"] = blue
COLORS.add("green", green)

SHAPES.build("round", 3)
COLORS["blue"]()
COLORS["red"]()
