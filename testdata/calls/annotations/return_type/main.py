"""A return annotation tells what comes back from an unknown place."""


class Record:
    def show(self):
        return 1


def find(key, source) -> Record:
    return source[key]


def report(source):
    return find("a", source).show()


report({"a": Record()})
