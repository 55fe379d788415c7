"""A method returns another method of the same object."""


class Parser:
    def __init__(self, kind):
        self.kind = kind

    def pick(self):
        if self.kind == "a":
            return self.parse_a
        return self.parse_b

    def parse_a(self):
        return 1

    def parse_b(self):
        return 2


Parser("a").pick()()
Parser("b").pick()()
