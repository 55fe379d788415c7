LIMIT = 3


class Base:
    def go(self):
        return 1


class First(Base):
    def __init__(self):
        self.n = 1

    def go(self):
        return 2


class Other:
    def __init__(self):
        self.n = 1


def greet(x):
    return x


def plain(x):
    return x
