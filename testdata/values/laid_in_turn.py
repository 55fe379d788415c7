"""Mappings that a function which calls itself lays over each other, one after another."""

import copy
from functools import reduce

from transformers import AutoModel

BASE = {
    "search": {"encoder": "acme/encoder", "ranker": "acme/ranker", "index": {"file": "base.pt"}},
    "server": {"limits": {"size": 10, "rates": {"hour": 100}}, "logs": {"level": "info"}},
}
CLOUD = {
    "search": {"encoder": "acme/encoder-cloud", "index": {"file": "cloud.pt"}},
    "server": {"limits": {"rates": {"hour": 1000}}},
}
EDGE = {
    "search": {"ranker": "acme/ranker-edge", "index": {"file": "edge.pt"}},
    "server": {"limits": {"size": 1}, "logs": {"level": "error"}},
}


def laid_over(below, above):
    found = copy.deepcopy(below)
    for key, value in above.items():
        if isinstance(value, dict):
            found[key] = laid_over(found.get(key, {}), value)
        else:
            found[key] = value
    return found


def settings():
    return reduce(laid_over, [BASE, CLOUD, EDGE], {})


class Search:
    def __init__(self, known):
        self.encoder = AutoModel.from_pretrained(known["encoder"])  #? "acme/encoder" | "acme/encoder-cloud"
        self.ranker = AutoModel.from_pretrained(known["ranker"])  #? "acme/ranker" | "acme/ranker-edge"


Search(settings()["search"])
