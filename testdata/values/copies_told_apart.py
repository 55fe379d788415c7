"""Rows that are copied, changed and spread, and loaders made from rows: what belongs together stays."""

import sys
import typing
from typing import Literal, get_args
from urllib.parse import quote

import torch
from transformers import AutoConfig, AutoModel

TABLE = {
    "fast": {"kind": "x", "name": "org/fast", "revision": "f1", "batch": 3},
    "deep": {"kind": "y", "name": "org/deep", "revision": "d1"},
}


def _load(name, revision=None, **rest):
    AutoModel.from_pretrained(name, revision=revision)  #? "org/fast" revision="f1" | "org/deep" revision="d1"


def copied(key):
    row = dict(TABLE[key])
    row.pop("kind")
    _load(**row)


def completed(key):
    row = TABLE[key]
    row.setdefault("batch", 1)
    AutoModel.from_pretrained(pretrained_model_name_or_path=row["name"], **{"revision": row["revision"]})  #? "org/fast" revision="f1" | "org/deep" revision="d1"


def put_under_a_key(key):
    row = TABLE[key]
    row["batch"] = 1
    _load(**row)
    other = dict(row)
    name = other.pop("name")
    other["kind"] = "z"
    AutoModel.from_pretrained(name, **other)  #? "org/fast" revision="f1" | "org/deep" revision="d1"


def filtered(key):
    row = dict(TABLE[key])
    kind = row.pop("kind")
    _load(**{k: v for k, v in row.items() if k != "batch"})
    return kind


def without_kind():
    row = dict(TABLE["fast"])
    kind = row.pop("kind")
    AutoModel.from_pretrained(*[v for k, v in row.items() if k == "name"])  #? "org/fast"
    for key in row:
        AutoConfig.from_pretrained("org/" + key)  #? "org/name" | "org/revision" | "org/batch"
    return kind


def _maker(name, revision=None):
    def load():
        return AutoModel.from_pretrained(name, revision=revision)  #? "org/one" revision="1" | "org/two" revision=none

    return load


LOADERS = {}
for _name, _revision in {"one": "1", "two": None}.items():
    LOADERS[_name] = _maker(f"org/{_name}", _revision)
OTHERS = {"three": _maker("org/three", "3"), "four": _maker("org/four", "4")}


def chosen(key: Literal["one", "two"]):
    return LOADERS[key]()


Name = Literal["org/typed", "org/typed-too"]
REVISIONS = {name: f"r{i}" for i, name in enumerate(get_args(Name))}
STATES = Literal["a.pt", "b.pt"]


def typed():
    for name in get_args(Name):
        AutoModel.from_pretrained(name, revision=REVISIONS[name])  #? "org/typed" revision="r0" | "org/typed-too" revision="r1"
    return [torch.load(path) for path in typing.get_args(STATES)]  #? "a.pt" local | "b.pt" local


def quoted():
    url = "https://example.org/" + quote("de/eva v2.pt")
    return torch.hub.load_state_dict_from_url(url)  #? "https://example.org/de/eva%20v2.pt" url


if __name__ == "__main__":
    copied(sys.argv[1])
    filtered(sys.argv[1])
