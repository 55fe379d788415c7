"""The inner function calls what the outer one captured."""


def double(value):
    return value * 2


def make(transform):
    def apply(value):
        return transform(value)

    return apply


make(double)(3)
