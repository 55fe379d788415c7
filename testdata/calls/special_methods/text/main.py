"""print, str and f-strings ask the object for its text."""


class Name:
    def __str__(self):
        return "name"


class Code:
    def __repr__(self):
        return "code"


class Price:
    def __format__(self, spec):
        return spec


def show():
    print(Name())


def convert():
    return str(Code())


def fill():
    return f"{Price():>4}"


show()
convert()
fill()
