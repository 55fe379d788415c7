"""What a call certainly gives under stars: no default beside it, and each row by itself."""

from dataclasses import dataclass
from itertools import product

from transformers import AutoModel, AutoTokenizer

TABLE = {
    "fast": {"file": "a", "model": {"repo": "org/fast", "revision": "v1"}},
    "good": {"file": "b", "model": {"repo": "org/good", "revision": "v2"}},
}


@dataclass
class Model:
    repo: str
    revision: str = "main"


@dataclass
class Run:
    file: str
    model: Model

    @classmethod
    def read(cls, row):
        row = dict(row)
        model = Model(**row.pop("model"))
        return cls(model=model, **row)


def of_records():
    """A mapping that has a field hides its default."""
    for row in TABLE.values():
        model = Run.read(row).model
        AutoTokenizer.from_pretrained(model.repo, revision=model.revision)  #? "org/fast" revision="v1" | "org/good" revision="v2"


def one(repo="org/default", revision="main"):
    AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/fast" revision="v1"


def some(repo, revision="main"):
    AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/row-a" revision="r1" | "org/row-b" revision="main"


def lacking(repo="org/lacking"):
    AutoTokenizer.from_pretrained(repo)  #? "org/lacking" | "org/good"


def of_functions():
    one(**TABLE["fast"].get("model", {}))
    for row in [("org/row-a", "r1"), ("org/row-b",)]:
        some(*row)
    lacking(**TABLE["fast"].get("other", {}))
    lacking(**{"repo": "org/good"})


def of_products():
    for size, (number, task) in product(("s", "l"), enumerate(["ner"])):
        AutoTokenizer.from_pretrained(f"org/{task}{number}-{size}")  #? "org/ner0-s" | "org/ner0-l"


def split(reference):
    if "@" in reference:
        repo, revision = reference.rsplit("@", maxsplit=1)
        return repo, revision
    return reference, "main"


def of_returns():
    """Where a call returns is decided by what it is given."""
    repo, revision = split("org/split@v3")
    AutoTokenizer.from_pretrained(repo, revision=revision)  #? "org/split" revision="v3"


class Base:
    model_id = "org/base"

    def __init__(self, model_id=None):
        self.model_id = model_id or self.model_id

    def load(self):
        AutoModel.from_pretrained(self.model_id)  #? "org/heir" | "org/given"


class Heir(Base):
    model_id = "org/heir"


def of_classes():
    """A constructor that reads what the class has."""
    Heir().load()
    Base("org/given").load()


of_records()
of_functions()
of_products()
of_returns()
of_classes()
