"""Files and repositories that are named where they are fetched or opened, not where they are read."""

import mmap

import torch
from gensim.models import KeyedVectors
from modelscope import snapshot_download
from torch import nn
from transformers import AutoModel


class Vectors(nn.Module):
    """A class outside has no `__getattribute__` of its own."""

    def __getattribute__(self, item):
        if item == "legacy":
            return None
        return super().__getattribute__(item)

    def path(self, name):
        return f"vectors/{name}.gensim"

    def load(self, name):
        return KeyedVectors.load(str(self.path(name)))  #? "vectors/words.gensim"


def big(path):
    with open(path, "rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


class Options:
    def __init__(self, name):
        self.name = name


def fetched(options):
    if options.name == "local":
        return options.name
    return snapshot_download(options.name)  #? "org/fetched" @ literal:50


def load(options):
    options.name = fetched(options)
    return AutoModel.from_pretrained(options.name)  #? "org/fetched" @ literal:50


Vectors().load("words")
torch.load(big("big.pt"), weights_only=False)  #? "big.pt" local @ literal:49
load(Options("org/fetched"))
