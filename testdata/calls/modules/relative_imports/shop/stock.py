"""What is in store."""


def reserve():
    return 1
