"""Names that regular expressions take apart, and objects that stand in for nothing given."""

import os
import re
from dataclasses import dataclass

from transformers import AutoModel

REFERENCE = re.compile(r"(?P<repo>[^@]+)@(?P<revision>.+)")
SHA = "0123456789012345678901234567890123456789"


@dataclass(frozen=True)
class Reference:
    repo: str
    revision: str | None = None

    @classmethod
    def parse(cls, text):
        match = REFERENCE.fullmatch(text)
        return cls(**match.groupdict()) if match else cls(text)


def of(reference):
    return AutoModel.from_pretrained(reference.repo, revision=reference.revision)  #? "org/tagged" revision="v2" | "org/plain" revision=none


of(Reference.parse("org/tagged@v2"))
of(Reference.parse("org/plain"))

pinned = REFERENCE.match(f"org/pinned@{SHA}")
AutoModel.from_pretrained(pinned["repo"], revision=pinned["revision"])  #? "org/pinned" pinned
name, size = re.match(r"(\w+)-(\d+)b", "chat-7b").groups()
AutoModel.from_pretrained(f"org/{name}_{size}")  #? "org/chat_7"
AutoModel.from_pretrained("org/" + re.search(r"v\d", "model-v3-final").group())  #? "org/v3"
if found := re.match("org/.+", os.environ["MODEL"]):
    AutoModel.from_pretrained(found.group(0))  #? unknown: result of re.match.group


@dataclass
class Options:
    org: str = "org"


class Loader:
    def __init__(self, options=None):
        self.options = options or Options()

    def load(self, name):
        return AutoModel.from_pretrained(f"{self.options.org}/{name}")  #? "lab/given" | "org/left"


def given():
    Loader(Options("lab")).load("given")


def left():
    Loader().load("left")


given()
left()
