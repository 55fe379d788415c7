"""get and pop hand out the value at the key."""


def train():
    return 1


def test():
    return 2


def usage():
    return 3


def run():
    modes = {"train": train, "test": test}
    modes.get("train", usage)()
    modes.get("missing", usage)()
    return modes.pop("test")()


run()
