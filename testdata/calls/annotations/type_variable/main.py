from typing import Type, TypeVar


class Shape:
    @classmethod
    def make(cls):
        return cls()

    def area(self):
        return 0


class Square(Shape):
    def area(self):
        return 4


S = TypeVar("S", bound=Shape)


def build(kind: Type[S]) -> S:
    return kind.make()


def build_nothing(kind: Type[S]) -> S:
    return kind.make()


def area():
    return build(Square).area()


print(area())
