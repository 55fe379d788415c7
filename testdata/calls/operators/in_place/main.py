"""An augmented assignment prefers the in-place method."""


class Bag:
    def __iadd__(self, item):
        return self

    def __add__(self, item):
        return Bag()


class Total:
    def __add__(self, number):
        return self


def run():
    bag = Bag()
    bag += 1
    total = Total()
    total += 1
    return bag, total


run()
