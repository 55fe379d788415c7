"""A missing attribute leaves the default."""


class Hook:
    pass


def nothing():
    return None


def run():
    hook = Hook()
    return getattr(hook, "before", nothing)()


run()
