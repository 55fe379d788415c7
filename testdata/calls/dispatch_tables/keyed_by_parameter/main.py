"""With an unknown key every value is possible."""


def start():
    return 1


def stop():
    return 2


def restart():
    return 3


ACTIONS = {"start": start, "stop": stop, "restart": restart}


def main(argument):
    action = ACTIONS[argument]
    return action()


for argument in ("start", "stop", "restart"):
    main(argument)
