"""The iterator may be an object of another class."""


class Cursor:
    def __init__(self, rows):
        self.rows = rows

    def __next__(self):
        if not self.rows:
            raise StopIteration
        return self.rows.pop()

    def __iter__(self):
        return self


class Table:
    def __iter__(self):
        return Cursor([1, 2])


def total():
    result = 0
    for row in Table():
        result += row
    return result


total()
