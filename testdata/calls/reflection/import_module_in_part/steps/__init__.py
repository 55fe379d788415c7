"""Steps."""


def run():
    return 0
