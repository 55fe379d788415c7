"""Objects as keys: a table asks each for its hash, and whether equal hashes mean equal keys."""


class Point:
    def __init__(self, x):
        self.x = x

    def __hash__(self):
        return self.x

    def __eq__(self, other):
        return self.x == other.x


class Plain:
    pass


def store(table):
    table[Point(1)] = "one"
    table[Point(1)] = "uno"


def look_up(table):
    return table[Point(1)]


def ask(table):
    return table.get(Point(1)), Point(1) in table


def collect():
    found = set()
    found.add(Point(2))
    found.add(Point(2))
    return found


def display():
    return {Point(3): 0}, {Point(4)}, {Point(n) for n in (5, 6)}


def from_list():
    return set([Point(7), Point(8)])


def plain():
    return {Plain(): 1}, {Plain()}


def run():
    table = {}
    store(table)
    look_up(table)
    ask(table)
    collect()
    display()
    from_list()
    plain()


run()
