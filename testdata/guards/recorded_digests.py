"""Digests compared with what is recorded elsewhere, with what may be missing, and broken ones."""

import hashlib
import pickle
import sys
from pathlib import Path

import torch

DIGEST = "9f86d081884c7d659a2feaa0c55ad015"


def sha256_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest(), "sha256"


class Artifact:
    def __init__(self, record):
        self.digest = record.digest
        self.path = record.path

    def get(self):
        path = self.path.resolve()
        if self.digest:
            found, _ = sha256_of(path)
            if self.digest != found:
                raise ValueError(path)
        with open(path, "rb") as file:
            return pickle.load(file)  #: optional-digest

    def read_first(self):
        with open(self.path, "rb") as file:
            model = pickle.load(file)  #: -
        if self.digest:
            found, _ = sha256_of(self.path)
            if self.digest != found:
                raise ValueError(self.path)
        return model


def in_one_condition(path, wanted):
    if wanted is not None and sha256_of(path)[0] != wanted:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: optional-digest


def or_equal(path, wanted):
    if not wanted or sha256_of(path)[0] == wanted:
        return torch.load(path, weights_only=False)  #: optional-digest
    return None


def if_asked_to(path, wanted, verify):
    if verify and sha256_of(path)[0] != wanted:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def of_another_file(path, other, wanted):
    if wanted and sha256_of(other)[0] != wanted:
        raise ValueError(other)
    return torch.load(path, weights_only=False)  #: -


def only_warned(path, wanted):
    if wanted:
        if sha256_of(path)[0] != wanted:
            print("another file")
    return torch.load(path, weights_only=False)  #: -


def check(path, wanted=None):
    if wanted is not None:
        if sha256_of(path)[0] != wanted:
            sys.exit(1)


def with_what_is_recorded(path, record):
    check(path, record.digest)
    return torch.load(path, weights_only=False)  #: optional-digest


def with_a_constant(path):
    check(path, DIGEST)
    return torch.load(path, weights_only=False)  #: digest


def with_nothing(path):
    check(path)
    return torch.load(path, weights_only=False)  #: -


def with_itself(path, other):
    if sha256_of(path)[0] != sha256_of(other)[0]:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def with_itself_handed_on(path, other):
    check(path, sha256_of(other)[0])
    return torch.load(path, weights_only=False)  #: -


class Kept:
    def __init__(self, path, digest):
        self.path = path
        self.digest = digest

    def get(self):
        path = self.path.resolve()
        if self.digest:
            found, _ = sha256_of(path)
            if self.digest != found:
                raise ValueError(path)
        return torch.load(path, weights_only=False)  #: optional-digest

    def checked(self):
        check(self.path, self.digest)
        return torch.load(self.path, weights_only=False)  #: optional-digest


def keep(path):
    return Kept(path, sha256_of(path)[0]).get()


def keep_and_check(path):
    return Kept(path, sha256_of(path)[0]).checked()


def broken(path):
    if hashlib.md5(Path(path).read_bytes()).hexdigest() != DIGEST:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: weak-digest


def broken_too_late(path):
    model = torch.load(path, weights_only=False)  #: -
    if hashlib.sha1(Path(path).read_bytes()).hexdigest() != DIGEST:
        raise ValueError(path)
    return model


def broken_and_recorded(path, record):
    if hashlib.md5(Path(path).read_bytes()).hexdigest() == record.md5:
        return torch.load(path, weights_only=False)  #: recorded-digest
    return None
