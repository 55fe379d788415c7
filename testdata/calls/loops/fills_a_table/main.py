"""A loop in a function fills a table of the module, or of the function around it."""

READERS = {}
ORDER = []


def reader(*suffixes):
    def register(function):
        for suffix in suffixes:
            READERS[suffix] = function
        return function

    return register


@reader(".txt", ".md")
def text(path):
    return path


@reader(".csv")
def table(path):
    return [path]


def late(functions):
    while functions:
        ORDER.append(functions.pop())


def read(path, suffix):
    return READERS[suffix](path)


def last():
    return len(READERS)


def counted(names):
    local = {}
    for name in names:
        local[name] = last

    def inner():
        return local["a"]()

    return inner()


def around(names):
    found = {}

    def fill():
        for name in names:
            found[name] = last

    def ask():
        return found["b"]()

    fill()
    return ask()


read("a", ".md")
read("b", ".csv")
late([last])
ORDER[0]()
counted(["a"])
around(["b"])
