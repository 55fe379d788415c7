"""Two closures of one function capture different values."""


def read():
    return "r"


def write():
    return "w"


def bind(action):
    def run():
        return action()

    return run


reader = bind(read)
writer = bind(write)
reader()
writer()
