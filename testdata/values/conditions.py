"""Conditions on texts decide which values get past them."""

import os
import pickle
import re
import sys
from pathlib import Path

import torch
from huggingface_hub import snapshot_download
from transformers import AutoModel


def by_suffix(path):
    """Each kind of file has its own loader."""
    if path.endswith(".pt"):
        return torch.load(path)  #? "a.pt" local @ literal:40
    elif path.lower().endswith((".pkl", ".pickle")):
        with open(path, "rb") as stream:
            return pickle.load(stream)  #? "b.PKL" local @ literal:41
    else:
        return AutoModel.from_pretrained(path)  #? "org/c" @ literal:42


def by_name(name):
    """Parts of the text, expressions, lengths."""
    if "gguf" in name:
        return None
    if re.match(r"v\d", name):
        return AutoModel.from_pretrained(name)  #? "v2-model" @ literal:45
    if not re.search("tiny$", name):
        return AutoModel.from_pretrained(name)  #? "org/base" @ literal:46
    if Path(name).suffix == ".bin":
        return torch.load(name)  #? unknown: no value that is known gets here
    if len(name) > 100:
        return AutoModel.from_pretrained(name)  #? unknown: no value that is known gets here
    return AutoModel.from_pretrained(name)  #? "org/tiny" @ literal:47


by_suffix("a.pt")
by_suffix("b.PKL")
by_suffix("org/c")

by_name("org/model-gguf")
by_name("v2-model")
by_name("org/base")
by_name("org/tiny")


def by_folder(path):
    """A folder that is there is none on the hub."""
    if os.path.isdir(path):
        return AutoModel.from_pretrained(path)  #? "models/local/" local @ literal:58 | "./here" local @ literal:59
    return snapshot_download(path)  #? "org/remote" huggingface @ literal:57


by_folder("org/remote")
by_folder("models/local/")
by_folder("./here")

kind = sys.argv[1]
assert kind in ("gpt2", "org/gpt")
AutoModel.from_pretrained(kind)  #? "gpt2" @ literal:62 | "org/gpt" @ literal:62

mode = "resume"
if mode.startswith("gpt2"):
    AutoModel.from_pretrained(mode)  #? unknown: no value that is known gets here


def chosen(kind):
    """The values that may be here are listed, whatever is said before."""
    assert kind in ("gpt2", "gpt2-large")
    return AutoModel.from_pretrained(kind)  #? "gpt2" @ literal:72 | "gpt2-large" @ literal:72


if mode == "scratch":
    chosen("unlisted")
elif mode.startswith("gpt2"):
    chosen(mode)


def cached(name):
    """A file in a folder looks like a repository, but for its end."""
    path = f"cache/{name}.pt"
    if os.path.exists(path):
        return torch.load(path)  #? "cache/first.pt" local
    return None


cached("first")


def shortened(text, cut=os.path.basename if len(sys.argv) > 1 else os.path.dirname):
    """One of two functions."""
    return cut(text)


def by_other(name, cut=os.path.basename if len(sys.argv) > 1 else os.path.dirname):
    """What decides is one of two functions, or one of the project's own."""
    if shortened(name).startswith("x") or cut(name).startswith("y"):
        return AutoModel.from_pretrained(name)  #? "org/any" @ literal:105
    return None


by_other("org/any")


def from_hub(address):
    """What is asked of a text made of it is asked of it."""
    if str(address).startswith(("http:/", "https:/")):
        return None
    return AutoModel.from_pretrained(address)  #? "org/no-address"


from_hub("https://huggingface.co/org/address")
from_hub("org/no-address")


def by_shape(size):
    """The other side of a test of a default is what the default leads to."""
    AutoModel.from_pretrained(size if "/" in size else f"org/size-{size}")  #? "org/size-large"
    AutoModel.from_pretrained(size if "/" not in size else f"other/{size}")  #? "large"
    AutoModel.from_pretrained(f"org/size-{size}" if "/" not in size else f"org/{size}")  #? "org/size-large"


by_shape(os.environ.get("SIZE", "large"))


class Device:
    def __init__(self, device, name=None):
        self.device = device
        if name is None:
            if self.device == "mps":
                name = "org/on-mps"
            else:
                name = "org/elsewhere"
        self.name = name
        if self.device == "mps":
            self.on_mps(name)
        else:
            self.elsewhere(name)
        self.device = "cpu" if self.name else device
        if self.device == "mps":
            torch.load(name)  #? "org/on-mps" | "org/elsewhere"

    def on_mps(self, name):
        torch.load(name)  #? "org/on-mps"

    def elsewhere(self, name):
        torch.load(name)  #? "org/elsewhere"


Device(sys.argv[1])
