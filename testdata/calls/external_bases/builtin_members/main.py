"""A built-in base has the members it has: everything else asks `__getattr__`."""


class Kind(tuple):
    def __getattr__(self, name):
        return Kind((*self, name))

    def __contains__(self, other):
        return self[: len(other)] == other


class Loud(str):
    def __getattr__(self, name):
        return name

    def upper(self):
        return "UPPER"


root = Kind()
word = root.Word
root.count(1)
print(word in root)
loud = Loud("a")
loud.upper()
loud.lower()
loud.missing
