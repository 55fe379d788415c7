"""The decorated name is the wrapper, which calls the original."""


def traced(function):
    def wrapper(*args):
        note(function)
        return function(*args)

    return wrapper


def note(function):
    return function


@traced
def load(name):
    return name


load("a")
