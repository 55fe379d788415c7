"""A bound method and a class may be mapped too."""


class Wrapped:
    def __init__(self, value):
        self.value = value

    def open(self):
        return self.value


class Box:
    def put(self, value):
        return value


def run():
    box = Box()
    list(map(box.put, [1]))
    return [item.open() for item in map(Wrapped, [1, 2])]


run()
