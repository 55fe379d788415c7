"""A deleted name that is bound again holds only the new value."""


def temporary():
    return 0


def permanent():
    return 1


def run():
    action = temporary
    del action
    action = permanent
    return action()


run()
