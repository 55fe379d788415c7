"""A dictionary of lists of objects."""


class Reader:
    def read(self):
        return 1


class Writer:
    def write(self):
        return 2


TREE = {"in": [Reader()], "out": {"main": Writer()}}


def run():
    TREE["in"][0].read()
    return TREE["out"]["main"].write()


run()
