"""A loop may run not at all, so the value before it survives."""


def default():
    return 0


def found():
    return 1


def search(items):
    result = default
    for item in items:
        if item:
            result = found
    return result()


search([])
search([1])
