"""Objects that conditions on their fields tell apart, defaults that their makers left among them."""

import sys
from dataclasses import dataclass, field
from typing import NamedTuple

import torch
from transformers import AutoModel, AutoTokenizer


@dataclass
class Entry:
    """What is loaded, and how."""

    name: str
    revision: str | None = None
    is_local: bool = False
    kind: str = "hub"

    def open(self):
        """Each by its own field."""
        if self.is_local:
            return torch.load(self.name)  #? "entries/own.pt"
        return AutoTokenizer.from_pretrained(self.name)  #? "org/first" | "org/second" | "org/odd"


ENTRIES = (
    Entry("org/first"),
    Entry("org/second", "v2"),
    Entry("org/odd", kind="other"),
    Entry("entries/own.pt", is_local=True),
)
for entry in ENTRIES:
    entry.open()


def by_kind(chosen):
    """Handed on under a condition."""
    if chosen.is_local:
        return load_file(chosen)
    if chosen.kind == "other":
        return load_other(chosen)
    return load_hub(chosen)


def load_file(chosen):
    """A file."""
    return torch.load(chosen.name)  #? "entries/own.pt"


def load_other(chosen):
    """A kind that is written."""
    return AutoTokenizer.from_pretrained(chosen.name)  #? "org/odd"


def load_hub(chosen):
    """What is left."""
    return AutoTokenizer.from_pretrained(chosen.name, revision=chosen.revision)  #? "org/first" | "org/second"


by_kind(ENTRIES[int(sys.argv[1])])


class Hub(NamedTuple):
    """A repository."""

    repo: str
    revision: str | None = None


@dataclass(frozen=True)
class Local:
    """A file."""

    path: str
    keys: list[str] = field(default_factory=list)


TABLE = {
    "a": Hub("org/pinned", "0123456789abcdef0123456789abcdef01234567"),
    "b": Hub(repo="org/loose"),
    "c": Local("files/c.pt", keys=["state"]),
}


def matched(source):
    """A case for each."""
    match source:
        case Hub(repo=repo, revision=None):
            AutoTokenizer.from_pretrained(repo)  #? "org/loose" unpinned
        case Hub(repo=repo, revision=str() as revision):
            AutoModel.from_pretrained(repo, revision=revision)  #? "org/pinned" pinned
        case Local(path):
            torch.load(path)  #? "files/c.pt"


matched(TABLE[sys.argv[2]])


class Plugin:
    """Nothing of its own."""

    on_hub = False
    where = ""


class OnHub(Plugin):
    """One on the hub."""

    on_hub = True
    where = "org/plugin"


class OnDisk(Plugin):
    """One on disk."""

    where = "files/plugin.pt"


PLUGINS = {"hub": OnHub, "disk": OnDisk}


def plugged(name):
    """What one arm has seen is not what the next one sees."""
    if name in PLUGINS and PLUGINS[name].on_hub:
        return AutoTokenizer.from_pretrained(PLUGINS[name].where)  #? "org/plugin"
    if name in PLUGINS:
        return torch.load(PLUGINS[name].where)  #? "files/plugin.pt"
    return None


plugged(sys.argv[3])
