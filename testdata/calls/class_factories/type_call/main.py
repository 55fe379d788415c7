"""A class made by type has the given base and functions."""


def greet(self):
    return self.name()


class Named:
    def name(self):
        return "x"


Greeter = type("Greeter", (Named,), {"greet": greet})
Greeter().greet()
