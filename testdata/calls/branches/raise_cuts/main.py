"""A branch that raises does not reach the call below it."""


def unsupported():
    return None


def supported():
    return 1


def pick(version):
    handler = supported
    if version > 2:
        handler = unsupported
        raise ValueError(version)
    return handler()


pick(1)
