"""Another one."""


def rest():
    return 2
