"""A library base class calls the visit methods by name."""

import ast


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Name(self, node):
        self.keep(node.id)

    def keep(self, name):
        self.found.append(name)


def names(source):
    visitor = Names()
    visitor.visit_Name(ast.Name("a"))
    visitor.generic_visit(ast.Constant(1))
    return visitor.found


names("a")
