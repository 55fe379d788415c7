"""First plugin."""


def setup():
    return 1


def main():
    return 3
