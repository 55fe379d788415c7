"""A name bound inside a condition."""


class Match:
    def group(self):
        return "a"


def find(text):
    return Match() if text else None


def run(text):
    if (match := find(text)) is not None:
        return match.group()


run("a")
