"""An operator calls the method of its left operand."""


class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __matmul__(self, other):
        return self.x * other.x

    def __neg__(self):
        return Vector(-self.x)


def run():
    left = Vector(1)
    right = Vector(2)
    return (left + right) @ -left


run()
