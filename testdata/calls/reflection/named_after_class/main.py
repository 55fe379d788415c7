class Shape:
    def parts(self):
        return []


class Circle(Shape):
    pass


class Group(Shape):
    def __init__(self, members):
        self.members = members

    def parts(self):
        return self.members


class Walker:
    def walk(self, shape: Shape):
        found = getattr(self, f"walk_{type(shape).__name__}", self.walk_other)
        return found(shape)

    def walk_other(self, shape: Shape):
        for part in shape.parts():
            self.walk(part)


class Counter(Walker):
    def __init__(self):
        self.circles = 0

    def walk_Circle(self, shape):
        self.circles += 1


class Drawer(Walker):
    def draw(self, shape: Shape):
        kind = shape.__class__.__name__
        return getattr(self, "draw_" + kind)(shape)

    def draw_Group(self, shape):
        return [self.draw(part) for part in shape.parts()]

    def draw_Circle(self, shape):
        return "o"


def count(shape: Shape):
    counter = Counter()
    counter.walk(shape)
    return counter.circles


def draw(shape: Shape):
    return Drawer().draw(shape)
