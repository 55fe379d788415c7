"""A value that grows on each turn does not keep the analysis busy for ever."""


def leaf():
    return 0


def wrap(action, count):
    if not count:
        return action
    return wrap(lambda: action(), count - 1)


wrap(leaf, 3)()
