"""Built-in functions that others call ask the same of what these give them."""


class Leaf:
    def __init__(self, size):
        self.size = size

    def __str__(self):
        return "leaf"

    def __len__(self):
        return self.size


class Branch:
    def __init__(self, leaves):
        self.leaves = leaves

    def __str__(self):
        return "".join(map(str, self.leaves))

    def __repr__(self):
        return "branch"


def largest(leaves):
    return max(leaves, key=len)


def shown(branches):
    return list(map(repr, branches))


def plain(leaves):
    return list(map(id, leaves))


str(Branch([Leaf(1), Branch([])]))
largest([Leaf(1), Leaf(2)])
shown([Branch([])])
plain([Leaf(3)])
