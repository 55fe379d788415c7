"""Enumerations whose members have attributes of their own."""

from enum import Enum, StrEnum

from helpers import pick
from transformers import AutoModel


class Ranker(Enum):
    FAST = ("org/fast", "0123456789abcdef0123456789abcdef01234567")
    GOOD = ("org/good", "v2")

    def __init__(self, repo, revision):
        self.repo = repo
        self.revision = revision

    @property
    def other(self):
        return self.repo + "-other"


class Named(str, Enum):
    LONG = ("long", "org/long")
    SHORT = ("short", "org/short")

    def __new__(cls, value, repo):
        member = str.__new__(cls, value)
        member._value_ = value
        member.repo = repo
        return member


class Planet(Enum):
    EARTH = "org/earth"

    def __init__(self, repo):
        self.full = repo + "-7b"


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"

    @property
    def repo(self):
        return {Size.SMALL: "org/sized-small", Size.LARGE: "org/sized-large"}[self]

    @property
    def branch(self):
        if self is Size.SMALL:
            return "org/branch-small"
        return "org/branch-large"

    @classmethod
    def default(cls) -> "Size":
        return cls.SMALL


def load():
    AutoModel.from_pretrained(Ranker.FAST.repo, revision=Ranker.FAST.revision)  #? "org/fast" @ literal:10 pinned
    AutoModel.from_pretrained(Ranker.GOOD.repo, revision=Ranker.GOOD.revision)  #? "org/good" @ literal:11 revision="v2"
    AutoModel.from_pretrained(Ranker.GOOD.other)  #? "org/good-other"
    AutoModel.from_pretrained(Ranker[pick()].repo)  #? "org/fast" @ literal:10 | "org/good" @ literal:11
    AutoModel.from_pretrained(Ranker.FAST.value[0])  #? "org/fast" @ literal:10
    AutoModel.from_pretrained(Planet.EARTH.full)  #? "org/earth-7b"
    AutoModel.from_pretrained(Planet("org/earth").full)  #? "org/earth-7b"
    AutoModel.from_pretrained(Named(pick()).repo)  #? "org/long" @ literal:23 | "org/short" @ literal:24
    AutoModel.from_pretrained(Size.LARGE.repo)  #? "org/sized-large" @ literal:46
    AutoModel.from_pretrained(Size.default().repo)  #? "org/sized-small" @ literal:46
    AutoModel.from_pretrained(Size.default().branch)  #? "org/branch-small" @ literal:51
    AutoModel.from_pretrained(Size(pick()).repo)  #? "org/sized-small" @ literal:46 | "org/sized-large" @ literal:46


if __name__ == "__main__":
    load()
