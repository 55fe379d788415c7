"""A tree of two classes that visits itself."""


class Leaf:
    def walk(self):
        return 1


class Branch:
    def __init__(self, children):
        self.children = children

    def walk(self):
        return sum(child.walk() for child in self.children)


Branch([Leaf(), Branch([Leaf()])]).walk()
