"""First."""


def common():
    return 1


def only_one():
    return 1
