"""A mixin calls what only other bases of its subclasses define, or define anew."""


class Labelled:
    def title(self):
        return self.label().upper() + self.suffix()

    def suffix(self):
        return "."


class Shouting:
    def suffix(self):
        return "!"


class Node:
    def __init__(self, text):
        self.text = text

    def label(self):
        return self.text


class Leaf(Labelled, Node):
    pass


class Loud(Shouting, Labelled, Node):
    pass


def titles(items: list[Labelled]):
    for item in items:
        print(item.title())


titles([Leaf("a"), Loud("b")])
