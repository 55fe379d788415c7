"""Annotated names of classes that are no records: heirs replace them without an annotation."""

from abc import ABC
from dataclasses import dataclass

from transformers import AutoModel


class Loads(object):
    name: str
    revision: str | None = None

    def load(self):
        return AutoModel.from_pretrained(self.name, revision=self.revision)  #? "org/tagged" revision="v1" | "org/pinned" pinned


class Tagged(Loads):
    name = "org/tagged"
    revision = "v1"


class Pinned(Loads, ABC):
    name = "org/pinned"
    revision = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Record:
    name: str = "org/record"


class Below(Record):
    name = "org/hidden-by-the-constructor"


if __name__ == "__main__":
    Tagged().load()
    Pinned().load()
    AutoModel.from_pretrained(Below().name)  #? "org/record"
