"""A key that is assigned again holds the new value."""


def old():
    return 1


def new():
    return 2


def run():
    table = {"go": old}
    table["go"] = new
    return table["go"]()


run()
