"""Without an else the earlier value survives the branch."""


def plain():
    return "plain"


def verbose():
    return "verbose"


def report(detail):
    writer = plain
    if detail:
        writer = verbose
    return writer()


report(True)
report(False)
