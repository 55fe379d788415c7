"""Each of many classes has a method of its own, found by the name of the class."""


class Add:
    pass


class Block:
    pass


class Call:
    pass


class Dict:
    pass


class Else:
    pass


class For:
    pass


class Get:
    pass


class If:
    pass


class Join:
    pass


class Key:
    pass


class Loop:
    pass


class Match:
    pass


class Printer:
    def show(self, node):
        return getattr(self, "show_" + type(node).__name__.lower())(node)

    def show_add(self, node):
        return "add"

    def show_block(self, node):
        return "block"

    def show_call(self, node):
        return "call"

    def show_dict(self, node):
        return "dict"

    def show_else(self, node):
        return "else"

    def show_for(self, node):
        return "for"

    def show_get(self, node):
        return "get"

    def show_if(self, node):
        return "if"

    def show_join(self, node):
        return "join"

    def show_key(self, node):
        return "key"

    def show_loop(self, node):
        return "loop"

    def show_match(self, node):
        return "match"

    def show_nothing(self, node):
        return "nothing"


NODES = [Add(), Block(), Call(), Dict(), Else(), For(), Get(), If(), Join(), Key(), Loop(), Match()]

for node in NODES:
    Printer().show(node)
