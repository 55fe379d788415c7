"""Paths made of what stands under stars: each call of the function has its own."""

import os
from pathlib import Path

import torch

ROOT = Path("weights")
PARTS = ("voices", "first.pt")


def under(*parts):
    return ROOT.joinpath(*parts)


def path_of(*parts):
    return Path(*parts)


def beside(*parts):
    return os.path.join("cache", *parts)


class Shelf:
    known = {}

    @classmethod
    def put(cls, name, *parts):
        cls.known[name] = ROOT.joinpath(*parts)


Shelf.put("a", "a", "v1.pt")
Shelf.put("b", "b.pt")

torch.load(under("x", "y.pt"))  #? "weights/x/y.pt"
torch.load(under("z.pt"))  #? "weights/z.pt"
torch.load(path_of("x", "y.pt"))  #? "x/y.pt"
torch.load(beside("x", "y.pt"))  #? "cache/x/y.pt"
torch.load(os.path.join(*PARTS))  #? "voices/first.pt"
torch.load(Shelf.known["a"])  #? "weights/a/v1.pt"


def chosen(name):
    return torch.load(Shelf.known[name])  #? "weights/a/v1.pt" | "weights/b.pt"


def open_ended(names):
    return torch.load(os.path.join("cache", *names))  #? unknown: result of os.path.join
