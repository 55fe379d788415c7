"""Second."""


def common():
    return 2
