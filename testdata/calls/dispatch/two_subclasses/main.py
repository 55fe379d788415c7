"""Two objects of two subclasses make two callees at one site."""


class Shape:
    def area(self):
        raise NotImplementedError


class Square(Shape):
    def area(self):
        return 1


class Circle(Shape):
    def area(self):
        return 3


def total(shapes):
    return [shape.area() for shape in shapes]


total([Square(), Circle()])
