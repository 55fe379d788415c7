"""A function taken from its class gets its object as argument."""


class Base:
    def greet(self):
        return self.word()

    def word(self):
        return "base"


class Child(Base):
    def greet(self):
        return Base.greet(self)

    def word(self):
        return "child"


Child().greet()
