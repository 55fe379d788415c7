"""`list` and `tuple` ask for the size before they copy; a loop does not."""


class Shelf:
    def __init__(self, books):
        self.books = books

    def __len__(self):
        return len(self.books)

    def __iter__(self):
        return iter(self.books)


def copied(shelf):
    return list(shelf)


def fixed(shelf):
    return tuple(shelf)


def extended(shelf):
    books = []
    books.extend(shelf)
    return books


def looped(shelf):
    for book in shelf:
        print(book)


def unique(shelf):
    return set(shelf)


def run():
    shelf = Shelf(["a"])
    copied(shelf)
    fixed(shelf)
    extended(shelf)
    looped(shelf)
    unique(shelf)


run()
