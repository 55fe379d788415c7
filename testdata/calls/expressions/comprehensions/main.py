"""Variables of comprehensions hold the elements."""


class Item:
    def key(self):
        return 1

    def value(self):
        return 2


def items():
    return [Item(), Item()]


def run():
    table = {item.key(): item for item in items()}
    kept = {item for item in table.values() if item.value()}
    return [entry.value() for group in [kept] for entry in group]


run()
