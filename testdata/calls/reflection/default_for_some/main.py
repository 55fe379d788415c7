"""Of two names one is there: the other leads to the default."""


class Leaf:
    pass


class Branch:
    pass


class Walker:
    def walk(self, node):
        visit = getattr(self, "walk_" + type(node).__name__.lower(), self.skip)
        return visit(node)

    def walk_branch(self, node):
        return "branch"

    def skip(self, node):
        return "skipped"


for node in (Leaf(), Branch()):
    Walker().walk(node)
