"""What a property gives is changed in place; the property stays what it is."""


class Lines:
    def __init__(self):
        self.held = []

    def __setitem__(self, place, line):
        self.held.append(line)

    def total(self):
        return 1


class Line:
    def total(self):
        return 2


class Bill:
    def __init__(self):
        self._lines = Lines()

    @property
    def lines(self):
        return self._lines

    def start(self):
        self.lines[0] = Line()
        self.lines.held = [Line()]


class Draft(Bill):
    pass


def pay(bill):
    return bill.lines.total()


Bill().start()
pay(Draft())
