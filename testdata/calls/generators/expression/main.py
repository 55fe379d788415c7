"""A generator expression runs in the function that holds it."""


def score(item):
    return item


def ready(item):
    return item > 1


def evaluate(items):
    return max(score(item) for item in items if ready(item))


evaluate([1, 2, 3])
