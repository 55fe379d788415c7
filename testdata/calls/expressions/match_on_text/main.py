"""A match on text chooses a function."""


def start():
    return 1


def stop():
    return 2


def usage():
    return 3


def command(words):
    match words:
        case ["start", *_]:
            action = start
        case ["stop" | "halt"]:
            action = stop
        case _:
            action = usage
    return action()


command(["start", "now"])
command(["halt"])
command([])
