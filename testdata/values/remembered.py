"""Tables that a loader fills for its own calls."""

from sentence_transformers import SentenceTransformer

TABLE = {}


class Later:
    def __init__(self, name, make):
        self.name = name
        self.make = make

    def model(self):
        return self.make()


def by_item(name):
    if name not in TABLE:
        TABLE[name] = Later(name, lambda: SentenceTransformer(name))  #? "org/third" @ literal:47 | "org/fourth" @ literal:51
    return TABLE[name]


class Kept:
    def __init__(self):
        self.kept: dict[str, Later] = {}

    def get(self, name):
        found = self.kept.get(name)
        if found is None:
            found = Later(name, None)
            self.kept[name] = found
        return found


kept = Kept()


def use_first():
    SentenceTransformer(kept.get("org/first").name)  #? "org/first" @ literal:39


def use_second():
    SentenceTransformer(kept.get("org/second").name)  #? "org/second" @ literal:43


def use_items():
    SentenceTransformer(by_item("org/third").name)  #? "org/third" @ literal:47


def use_others():
    SentenceTransformer(by_item("org/fourth").name)  #? "org/fourth" @ literal:51


FILLED = {}


def fill():
    FILLED["org/filled"] = "org/other"


def by_filled(name):
    if name not in FILLED:
        FILLED[name] = name
    return FILLED[name]


def use_filled():
    SentenceTransformer(by_filled("org/filled"))  #? "org/filled" @ literal:68 | "org/other" @ literal:58
