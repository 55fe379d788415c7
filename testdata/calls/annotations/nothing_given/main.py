"""Only None is ever given: what the parameter is declared to be is what others give."""


class Filter:
    def __init__(self, words):
        self.words = words

    def allows(self, text):
        return text not in self.words

    def __iter__(self):
        return iter(self.words)


class Reader:
    def __init__(self, chosen: Filter | None = None, more: list[Filter] | None = None):
        self.chosen = chosen
        self.more = more

    def read(self, text):
        if self.chosen is not None:
            self.chosen.allows(text)
        for each in self.more or ():
            each.allows(text)
            for word in each:
                print(word)


def default_reader():
    return Reader()


default_reader().read("a")
