"""Identifier, revision and file that come from one entry of a table stay together."""

import sys
from dataclasses import dataclass
from typing import NamedTuple

import torch
from huggingface_hub import hf_hub_download
from transformers import AutoModel

CARDS = {
    "chat": {"repo": "org/chat", "revision": "v1", "file": "chat.bin"},
    "code": {"repo": "org/code", "revision": "v2", "file": "code.bin"},
}


def by_variable(kind):
    card = CARDS[kind]
    AutoModel.from_pretrained(card["repo"], revision=card["revision"])  #? "org/chat" @ literal:12 revision="v1" | "org/code" @ literal:13 revision="v2"
    AutoModel.from_pretrained(card["repo"], revision=card.get("tag"))  #? "org/chat" revision=none | "org/code" revision=none


def written_twice(kind):
    hf_hub_download(CARDS[kind]["repo"], filename=CARDS[kind]["file"])  #? "org/chat" file="chat.bin" | "org/code" file="code.bin"


def passed_on(kind):
    card = CARDS[kind]
    fetch(card["repo"], card["file"])


def fetch(repo, file):
    return hf_hub_download(repo, file)  #? "org/chat" file="chat.bin" | "org/code" file="code.bin"


def downloaded(kind):
    card = CARDS[kind]
    torch.load(hf_hub_download(card["repo"], card["file"]))  #? "org/chat" file="chat.bin" | "org/code" file="code.bin"


by_variable(sys.argv[1])
written_twice(sys.argv[1])
passed_on(sys.argv[1])
downloaded(sys.argv[1])

KEYWORDS = [
    {"pretrained_model_name_or_path": "org/splat-a", "revision": "v3"},
    {"pretrained_model_name_or_path": "org/splat-b"},
]
for keywords in KEYWORDS:
    AutoModel.from_pretrained(**keywords)  #? "org/splat-a" @ literal:47 revision="v3" | "org/splat-b" @ literal:48 revision=none


class Row(NamedTuple):
    repo: str
    revision: str = "v4"


for row in (Row("org/row-a"), Row("org/row-b", "v5")):
    AutoModel.from_pretrained(row.repo, revision=row.revision)  #? "org/row-a" @ literal:59 revision="v4" | "org/row-b" @ literal:59 revision="v5"
for repo, revision in [("org/pair-a", "v6"), ("org/pair-b", "v7")]:
    AutoModel.from_pretrained(repo, revision=revision)  #? "org/pair-a" revision="v6" | "org/pair-b" revision="v7"
for size in ("small", "large"):
    AutoModel.from_pretrained(f"org/{size}", revision=f"{size}-v8")  #? "org/small" revision="small-v8" | "org/large" revision="large-v8"


@dataclass
class Weights:
    repo: str
    file: str = "model.bin"


class Loader:
    def __init__(self, weights):
        self.weights = weights

    def load(self):
        return hf_hub_download(self.weights.repo, self.weights.file)  #? "org/weights-a" file="model.bin" | "org/weights-b" file="b.bin"


for weights in (Weights("org/weights-a"), Weights("org/weights-b", "b.bin")):
    Loader(weights).load()

BY_NAME = {name: Weights(card["repo"], card["file"]) for name, card in CARDS.items()}
hf_hub_download(BY_NAME["code"].repo, BY_NAME["code"].file)  #? "org/code" file="code.bin"
hf_hub_download(*["org/star", "star.bin"])  #? "org/star" file="star.bin"
