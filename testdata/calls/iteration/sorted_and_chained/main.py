import itertools


def early():
    return 1


def late():
    return 2


def last():
    return 3


def by_name(pair):
    return pair[0]


def ordered(table):
    return sorted(table.items(), key=by_name)


def run(table, others):
    for _, step in list(ordered(table)):
        step()
    for step in itertools.chain(others, [last]):
        step()


run({"b": late, "a": early}, [late])
