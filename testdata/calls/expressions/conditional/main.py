"""Both arms of a conditional expression are possible."""


def daily():
    return 1


def weekly():
    return 2


def plan(short):
    return (daily if short else weekly)()


plan(True)
plan(False)
