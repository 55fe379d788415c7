"""In a diamond the search goes breadth first over the bases."""


class Root:
    def name(self):
        return "root"


class Left(Root):
    pass


class Right(Root):
    def name(self):
        return "right"


class Bottom(Left, Right):
    pass


Bottom().name()
