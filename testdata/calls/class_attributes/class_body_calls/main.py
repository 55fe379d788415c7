"""Code in a class body runs where the class is defined."""


def make_table():
    return {"a": 1}


class Codes:
    table = make_table()

    def look_up(self, key):
        return self.table[key]


def local_class():
    class Inner:
        table = make_table()

    return Inner


Codes().look_up("a")
local_class()
