"""A decorator that works with and without parentheses."""


def timed(function=None, *, label="x"):
    def decorate(target):
        def run():
            return target()

        return run

    if function is None:
        return decorate
    return decorate(function)


@timed
def one():
    return 1


@timed(label="b")
def two():
    return 2


one()
two()
