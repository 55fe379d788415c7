"""Mappings laid over one of several others, of which one lacks a key."""

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import joblib
from transformers import AutoTokenizer

TABLE = {
    "small": {"repo": "org/small", "revision": "0123456789abcdef0123456789abcdef01234567"},
    "large": {"repo": "org/large"},
}


def described(size, **settings):
    """What the caller says counts more."""
    return {**TABLE[size], **settings}


spread = {**TABLE[sys.argv[1]]}
AutoTokenizer.from_pretrained(spread["repo"], revision=spread.get("revision"))  #? "org/large"
copied = dict(TABLE[sys.argv[1]])
AutoTokenizer.from_pretrained(copied["repo"], revision=copied.get("revision"))  #? "org/large"
joined = TABLE[sys.argv[1]] | {"size": 1}
AutoTokenizer.from_pretrained(joined["repo"], revision=joined.get("revision"))  #? "org/large"
asked = described(sys.argv[1])
AutoTokenizer.from_pretrained(asked["repo"], revision=asked.get("revision"))  #? "org/large"
given = {"revision": "76543210fedcba9876543210fedcba9876543210", **TABLE["large"]}
AutoTokenizer.from_pretrained(given["repo"], revision=given.get("revision"))


@dataclass
class Bundle:
    """Files below a folder."""

    root: Path

    @property
    def folder(self) -> Path:
        """Declared to be what it is."""
        return self.root / "v7"

    @cached_property
    def classifier(self):
        """Named by a property."""
        return joblib.load(self.folder / "classifier.joblib")  #? "/srv/v7/classifier.joblib" local


Bundle(Path("/srv")).classifier
