"""`__new__` chooses a class below its own, whose constructor then runs."""


class Reader:
    def __new__(cls, path):
        if cls is Reader:
            if path.endswith(".csv"):
                return super().__new__(Table)
            return super().__new__(Lines)
        return super().__new__(cls)

    def __init__(self, path):
        self.path = path


class Table(Reader):
    def __init__(self, path):
        self.open = open_table

    def read(self):
        return self.open()


class Lines(Reader):
    def __init__(self, path):
        self.open = open_lines

    def read(self):
        return self.open()


def open_table():
    return []


def open_lines():
    return ()


def rows():
    return Reader("a.csv").read()


def lines():
    return Reader("a.txt").read()


rows()
lines()
