"""Another one."""


def run():
    return 4


def only():
    return 5
