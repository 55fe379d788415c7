"""One part."""


def front():
    return _helper()


def _helper():
    return 1
