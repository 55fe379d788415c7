"""A key function is called by the function that sorts."""


def rank(item):
    return item[1]


def order(items):
    return sorted(items, key=lambda item: rank(item))


def best(items):
    items.sort(key=lambda item: -rank(item))
    return items


order([("a", 1), ("b", 2)])
best([("a", 1), ("b", 2)])
