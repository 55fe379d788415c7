"""Sequences that are short enough to be gone through: letters, numbers, rows of a table."""

import sys

import torch
from huggingface_hub import snapshot_download
from transformers import AutoTokenizer

for size in "ns":
    torch.load(f"detectors/{size}.pt")  #? "detectors/n.pt" | "detectors/s.pt"

for part in range(2):
    torch.load(f"parts/{part}.pt")  #? "parts/0.pt" | "parts/1.pt"

for part in range(1, 6, 2):
    torch.load(f"odd/{part}.pt")  #? "odd/1.pt" | "odd/3.pt" | "odd/5.pt"

MODELS = [
    {"name": "chat", "tag": "1b", "repo": "org/chat-1b"},
    {"name": "chat", "tag": "8b", "repo": "org/chat-8b", "by": "hub"},
    {"name": "code", "tag": "latest", "repo": "org/code"},
]


def find(name, tag):
    """The row that has both."""
    for entry in MODELS:
        if entry["name"] == name and entry["tag"] == tag:
            return entry
    return None


def first(name):
    """The first row that has one."""
    return next((entry for entry in MODELS if entry["name"] == name), None)


def by_hub():
    """Rows that say so."""
    for entry in MODELS:
        if entry.get("by") == "hub":
            yield entry["repo"]


AutoTokenizer.from_pretrained(find("chat", "8b")["repo"])  #? "org/chat-8b"
AutoTokenizer.from_pretrained(first("code")["repo"])  #? "org/code"
snapshot_download(find(sys.argv[1], "latest")["repo"])  #? "org/code"
for repo in by_hub():
    AutoTokenizer.from_pretrained(repo)  #? "org/chat-8b"


class Tensors(dict):
    """Loaded when they are asked for."""

    def __missing__(self, key):
        """The key is the name of the file."""
        found = self[key] = torch.load(f"tensors/{key}.pt")  #? "tensors/mean.pt" | "tensors/std.pt"
        return found


tensors = Tensors()
tensors["mean"] @ tensors["std"]

ROWS = [
    {"name": "org/kept"},
    {"name": "org/left-out", "enabled": False},
    {"name": "org/last", "enabled": True},
]
head, *tail = [row for row in ROWS if row.get("enabled", True)]
AutoTokenizer.from_pretrained(head["name"])  #? "org/kept"
for row in tail:
    AutoTokenizer.from_pretrained(row["name"])  #? "org/last"
