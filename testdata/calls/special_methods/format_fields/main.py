"""A template says which argument is shown, which attribute of it, and by what."""


class Option:
    def __init__(self, name, kind):
        self.name = name
        self.kind = kind

    @property
    def label(self):
        return self.name

    def __repr__(self):
        return "Option({0.name!r}, {1})".format(self, "x")


class Kind:
    def __str__(self):
        return "kind"

    def __repr__(self):
        return "Kind()"


class Money:
    def __format__(self, spec):
        return "1"


def of_attributes(option):
    return "{0.label} {0.kind!r}".format(option)


def by_conversion(option, kind):
    return "{!r} {kind!s}".format(option, kind=kind)


def only_one(kind, money):
    return "{1:{2}}".format(kind, money, "d")


def not_known(template, kind, money):
    return template.format(kind, money)


def of_two(option, short):
    if short:
        template = "{0.name}"
    else:
        template = "{0.name} of {0.kind}"
    return template.format(option)


option = Option("a", Kind())
print(of_attributes(option))
print(by_conversion(option, Kind()))
print(only_one(Kind(), Money()))
print(not_known(input() or "{} {}", Kind(), Money()))
print(of_two(option, True), of_two(option, False))
