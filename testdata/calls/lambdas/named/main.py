"""A lambda bound to a name is a function like any other."""


def square(value):
    return value * value


twice = lambda value: square(square(value))  # noqa: E731
twice(2)
