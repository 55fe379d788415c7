"""Decorators that the decorator package makes of a function with the decorated one in front."""

from decorator import decorator


@decorator
def polite(work, name):
    greet(name)
    return work(name)


@decorator
def twice(work, *args, **kwargs):
    work(*args, **kwargs)
    return work(*args, **kwargs)


def greet(name):
    return "Dear " + name


@polite
def ask(name):
    return name + "?"


@twice
@polite
def tell(name):
    return name + "!"


ask("Ada")
tell("Grace")


@polite
def write(name):
    """Public, and called by nobody here."""
    return name + "."
