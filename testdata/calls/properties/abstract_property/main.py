"""A property that is only declared is not read where all classes below it define it."""

from abc import ABC, abstractmethod


class Shape(ABC):
    @property
    @abstractmethod
    def area(self):
        """How large it is."""

    @property
    def name(self):
        raise NotImplementedError

    @property
    def colour(self):
        return "red"

    @property
    @abstractmethod
    def weight(self):
        return 1


class Square(Shape):
    @property
    def area(self):
        return 4

    @property
    def name(self):
        return "square"

    @property
    def colour(self):
        return "blue"


class Circle(Shape):
    area = 3
    name = "circle"


def show(shape: Shape):
    return shape.area, shape.name, shape.colour, shape.weight
