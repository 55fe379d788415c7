"""What makes a text of an object whose class inherits a text from Python."""


class Label(str):
    def __repr__(self):
        return "Label"


class Refused(ValueError):
    def __repr__(self):
        return "Refused"


class Row(dict):
    def __repr__(self):
        return "Row"


class Spoken(str):
    def __str__(self):
        return "spoken"


def plain(label):
    return f"{label}" + str(label) + "%s" % label


def error():
    return "{}".format(Refused("no"))


def row():
    return str(Row())


def spoken():
    return f"{Spoken('x')}" + repr(Label("y"))


plain(Label("a"))
error()
row()
spoken()
