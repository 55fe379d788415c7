"""Records that are made from others, with some fields replaced."""

from collections import namedtuple
from dataclasses import dataclass, replace
from typing import NamedTuple

import torch
from transformers import AutoModel, AutoTokenizer

Row = namedtuple("Row", "name revision", defaults=["main"])


class Entry(NamedTuple):
    """A row with types."""

    name: str
    path: str = "by-default.pt"


@dataclass(frozen=True)
class Record:
    """The same as a class."""

    name: str
    revision: str = "v0"


BASE = Row("org/base")
OTHER = BASE._replace(name="org/other")
PINNED = OTHER._replace(revision="v1")
AutoModel.from_pretrained(BASE.name, revision=BASE.revision)  #? "org/base" revision="main"
AutoModel.from_pretrained(OTHER.name, revision=OTHER.revision)  #? "org/other" revision="main"
AutoModel.from_pretrained(PINNED.name, revision=PINNED.revision)  #? "org/other" revision="v1"

options = PINNED._asdict()
AutoTokenizer.from_pretrained(options.pop("name"), **options)  #? "org/other" revision="v1"

FILE = Entry("org/first")._replace(path="replaced.pt")
torch.load(FILE.path)  #? "replaced.pt" local
AutoModel.from_pretrained(FILE.name)  #? "org/first" @ literal:38

FIRST = Record("org/one")
SECOND = replace(FIRST, name="org/two")
THIRD = replace(SECOND, revision="v3")
AutoModel.from_pretrained(FIRST.name, revision=FIRST.revision)  #? "org/one" revision="v0"
AutoModel.from_pretrained(SECOND.name, revision=SECOND.revision)  #? "org/two" revision="v0"
AutoModel.from_pretrained(THIRD.name, revision=THIRD.revision)  #? "org/two" revision="v3"

record = FIRST
while record.name != "org/last":
    record = replace(record, name="org/last")
AutoModel.from_pretrained(record.name, revision=record.revision)  #? "org/last" revision="v0" | "org/one" revision="v0"
