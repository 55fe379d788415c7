"""A dictionary in a name is read by constant key."""


def add():
    return 1


def remove():
    return 2


COMMANDS = {"add": add, "remove": remove}


def run():
    return COMMANDS["remove"]()


run()
