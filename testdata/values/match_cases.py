"""What cases of a match leave for those after them."""

import sys

import joblib
import torch
from transformers import AutoModel, AutoTokenizer


def by_suffix(path):
    match path.rsplit(".", 1)[-1]:
        case "pt" | "pth":
            torch.load(path)  #? "a.pt" | "b.pth"
        case "joblib":
            joblib.load(path)  #? "c.joblib"
        case _:
            torch.jit.load(path)  #? "d.ts"


def by_name(name):
    match name:
        case "org/first":
            AutoModel.from_pretrained(name)  #? "org/first"
        case "org/second":
            AutoTokenizer.from_pretrained(name)  #? "org/second"
        case other:
            AutoModel.from_pretrained(name)  #? "org/third"
            AutoModel.from_pretrained(other)  #? "org/third"


def lowered(name):
    match name.lower():
        case "org/first" if sys.argv:
            AutoModel.from_pretrained(name)  #? "org/first"
        case _:
            AutoModel.from_pretrained(name)  #? "org/first" | "org/second" | "org/third"


for each in ("a.pt", "b.pth", "c.joblib", "d.ts"):
    by_suffix(each)
for each in ("org/first", "org/second", "org/third"):
    by_name(each)
    lowered(each)
