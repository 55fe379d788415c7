"""The functions iter, next and reversed call the protocol's methods."""


class Log:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __reversed__(self):
        return iter([])


def run():
    source = iter(Log())
    next(source)
    return list(reversed(Log()))


run()
