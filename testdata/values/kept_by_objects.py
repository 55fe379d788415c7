"""Objects that put themselves into a table of their class."""

import sys
from dataclasses import dataclass
from typing import ClassVar

from transformers import AutoModel


class Plain:
    """By its constructor."""

    table = {}

    def __init__(self, name):
        self.name = name
        self.table[name.split("/")[-1]] = self

    def load(self):
        """One of all."""
        return AutoModel.from_pretrained(self.name)  #? "org/a" @ literal:39 | "org/b" @ literal:40


@dataclass
class Record:
    """After its constructor."""

    repo: str
    known: ClassVar[dict[str, "Record"]] = {}

    def __post_init__(self):
        self.known[self.repo] = self

    def load(self):
        """The one that is asked for."""
        return AutoModel.from_pretrained(self.repo)  #? "org/c" @ literal:41


Plain("org/a")
Plain("org/b")
Record("org/c")
Record("org/d")


def main():
    """Nothing else knows them."""
    Plain.table[sys.argv[1]].load()
    for name in sys.argv[1:]:
        AutoModel.from_pretrained(Record.known[name].repo, revision="v1")  #? "org/c" @ literal:41 | "org/d" @ literal:42
    Record.known["org/c"].load()


main()
