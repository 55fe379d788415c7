"""Values put in by setdefault and update are found."""


def one():
    return 1


def two():
    return 2


def three():
    return 3


def run():
    table = {}
    table.setdefault("a", one)()
    table.update(b=two)
    table.update({"c": three})
    table["b"]()
    return table["c"]()


run()
