"""Functions that nobody calls, or that others call too: a library."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftConfig
from transformers import AutoConfig, AutoModel


class Encoder:
    """Made inside the library with folders of which nothing is known."""

    def __init__(self, name: str | None = None):
        self.model = AutoModel.from_pretrained(name)  #? unknown: parameter name of __init__ is up to its callers | unknown: result of tempfile.TemporaryDirectory | unknown: parameter path of load has no known caller

    @classmethod
    def load(cls, path):
        """Another way in."""
        return cls(str(path))


def copied():
    """A folder with a name that only the run knows."""
    with tempfile.TemporaryDirectory() as folder:
        return Encoder(folder)


def absolute(path) -> str:
    """What a path is made into is still that path."""
    return str(Path(path).expanduser().absolute())


def stored(file: Path):
    """A declared type says nothing of the name."""
    if file.exists():
        return torch.load(absolute(file))  #? unknown: parameter file of stored has no known caller


def optional(path=None):
    """Where it is left out, nothing is loaded."""
    if path:
        return torch.load(path)  #? unknown: parameter path of optional has no known caller


def compared(path=None):
    """The same, asked in another way."""
    if path is not None:
        return torch.load(path)  #? unknown: parameter path of compared is up to its callers
    return None


compared()
compared(path=None)


@dataclass
class Arguments:
    """Filled by others."""

    model: str
    adapter: str = "org/adapter"


def trained(args: Arguments):
    """A field that has no default, and one that has."""
    AutoModel.from_pretrained(args.model)  #? unknown: field model of Arguments has no default
    AutoModel.from_pretrained(args.adapter)  #? "org/adapter" @ field default:63


def based(adapter="org/adapter"):
    """Named in a file on the hub."""
    config = PeftConfig.from_pretrained(adapter)  #? "org/adapter" @ default:72
    AutoModel.from_pretrained(config.base_model_name_or_path)  #? unknown: result of peft.PeftConfig.from_pretrained.base_model_name_or_path (configuration of org/adapter)
    names = AutoConfig.from_pretrained("org/names")  #? "org/names" @ literal:76
    AutoModel.from_pretrained(names.backbone.name)  #? unknown: result of transformers.AutoConfig.from_pretrained.backbone.name (configuration of org/names)


torch.load("my_weights.pt")  #? "my_weights.pt" local @ literal:80
torch.jit.load("my-model.torchscript.pt")  #? "my-model.torchscript.pt" local @ literal:81
AutoModel.from_pretrained("my-org/model")  #? unknown: placeholder 'my-org/model'
AutoModel.from_pretrained("your_model")  #? unknown: placeholder 'your_model'

with tempfile.TemporaryDirectory() as scratch:
    AutoConfig.from_pretrained(scratch)


def longest():
    import itertools
    import sys

    for name, revision in itertools.zip_longest(["org/pair-a", "org/pair-b"], ["v1"], fillvalue="v9"):
        AutoModel.from_pretrained(name, revision=revision)  #? "org/pair-a" @ literal:93 revision="v1" | "org/pair-b" @ literal:93 revision="v9"
    for name, _ in itertools.zip_longest(sys.argv[1:], ["x"]):
        AutoModel.from_pretrained(name)  #? unknown: command line argument 1 has no default
