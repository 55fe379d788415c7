"""Classes that their metaclass puts into a list."""

KNOWN = []


class Registered(type):
    def __new__(mcs, name, bases, attrs):
        made = super().__new__(mcs, name, bases, attrs)
        KNOWN.append(made)
        return made


class Option(metaclass=Registered):
    def read(self):
        return self.parse("x")


class Number(Option):
    def parse(self, text):
        return int(text)


class Text(Option):
    def parse(self, text):
        return str(text)


def options():
    found = {}
    for kind in KNOWN:
        option = kind()
        found[kind.__name__] = option
    return found


def read_all():
    for option in options().values():
        option.read()


read_all()
