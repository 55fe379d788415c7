"""Defaults of settings that a condition replaces, or that do not fit behind one."""

import argparse

import torch
from transformers import AutoModel, AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="auto")
parser.add_argument("--size", default="small")
parser.add_argument("--head", default="none")
options = parser.parse_args()

name = options.model
if name == "auto":
    name = "org/automatic"
AutoModel.from_pretrained(name)  #? "org/automatic"

size = options.size
if size == "large":
    AutoTokenizer.from_pretrained(f"org/{size}")  #? "org/large"
else:
    AutoTokenizer.from_pretrained(f"org/{size}-one")  #? "org/small-one"

head = options.head
if head != "none":
    torch.load(head)  #? unknown: no value that is known gets here
