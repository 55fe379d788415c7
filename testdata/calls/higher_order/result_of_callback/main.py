"""The result of the callback is followed to the right caller."""


class Cat:
    def meow(self):
        return 1


class Dog:
    def bark(self):
        return 2


def build(factory):
    return factory()


def cats():
    return build(Cat).meow()


def dogs():
    return build(Dog).bark()


cats()
dogs()
