"""Small tools."""


def clean(text):
    return text


class Parser:
    def parse(self, text):
        return clean(text)


default = Parser()


def scrub(text):
    return default.parse(text)
