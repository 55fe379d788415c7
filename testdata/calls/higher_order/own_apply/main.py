"""A function that calls its callback: each call site has its own."""


def apply(action):
    return action()


def north():
    return "n"


def south():
    return "s"


apply(north)
apply(south)
