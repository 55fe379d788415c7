"""Generic functions: the class of what is given chooses what is called."""

from dataclasses import dataclass
from functools import singledispatch, singledispatchmethod

import torch
from transformers import AutoModel, AutoTokenizer


@dataclass
class Hub:
    """A repository."""

    name: str


@dataclass
class Tuned(Hub):
    """A repository too."""


@dataclass
class File:
    """A file."""

    name: str


@singledispatch
def load(source):
    """Gets what is of no class below."""
    return AutoModel.from_pretrained(source.name)  #? "org/other" @ literal:53


@load.register
def _(source: Hub):
    return AutoModel.from_pretrained(source.name)  #? "org/hub" @ literal:70 | "org/tuned" @ literal:71


@load.register(File)
def _from_file(source):
    return torch.load(source.name)  #? "file.pt" @ literal:72


@load.register
def _by_name(source: str):
    return AutoTokenizer.from_pretrained(source)  #? "org/by-name" @ literal:73


class Other:
    """Of no class above."""

    name = "org/other"


class Loader:
    """The same with a method."""

    @singledispatchmethod
    def load(self, source):
        """Gets nothing here."""
        raise TypeError(source)

    @load.register
    def _(self, source: Tuned):
        return AutoModel.from_pretrained(source.name)  #? "org/of-method" @ literal:77


for each in (
    Hub("org/hub"),
    Tuned("org/tuned"),
    File("file.pt"),
    "org/by-name",
    Other(),
):
    load(each)
Loader().load(Tuned("org/of-method"))
