"""Digests that are compared before a file is used."""

import hashlib
import hmac
import pickle
from pathlib import Path

import torch

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DIGESTS = {"a.pt": "9f86d081884c7d65", "b.pt": "9a2feaa0c55ad015"}


def of_the_data(path):
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise ValueError(path)
    return pickle.loads(data)  #: digest


def after_use(path):
    data = Path(path).read_bytes()
    model = pickle.loads(data)  #: -
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise ValueError(path)
    return model


def of_other_data(path, other):
    data = Path(other).read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise ValueError(other)
    return pickle.loads(Path(path).read_bytes())  #: -


def only_printed(path):
    data = Path(path).read_bytes()
    print(hashlib.sha256(data).hexdigest() == DIGEST)
    return pickle.loads(data)  #: -


def with_what_came_along(path, expected):
    data = Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != expected:
        raise ValueError(path)
    return pickle.loads(data)  #: recorded-digest


def digest_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for chunk in iter(lambda: file.read(8192), b""):
            digest.update(chunk)
    return digest.hexdigest()


def of_a_file(path):
    if digest_of(path) != DIGEST:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: digest


def from_a_table(path):
    if digest_of(path) != DIGESTS[Path(path).name]:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: digest


def in_constant_time(path):
    if hmac.compare_digest(digest_of(path), DIGEST):
        return torch.load(path, weights_only=False)  #: digest
    return None


def the_other_arm(path):
    if digest_of(path) == DIGEST:
        return None
    return torch.load(path, weights_only=False)  #: -


def verify(path, expected):
    if digest_of(path) != expected:
        raise ValueError(path)


def in_a_function(path):
    verify(path, DIGEST)
    return torch.load(path, weights_only=False)  #: digest


def in_a_function_with_anything(path, expected):
    verify(path, expected)
    return torch.load(path, weights_only=False)  #: recorded-digest


def keyed(data, signature, secret):
    if not hmac.compare_digest(hmac.new(secret, data, "sha256").hexdigest(), signature):
        raise ValueError(signature)
    return pickle.loads(data)  #: keyed-digest


def keyed_too_late(data, signature, secret):
    model = pickle.loads(data)  #: -
    if not hmac.compare_digest(hmac.new(secret, data, "sha256").hexdigest(), signature):
        raise ValueError(signature)
    return model


def keyed_over_something_else(data, header, signature, secret):
    if hmac.new(secret, header, "sha256").hexdigest() != signature:
        raise ValueError(signature)
    return pickle.loads(data)  #: -


def _verified(path):
    if not hmac.compare_digest(hashlib.sha256(path.read_bytes()).hexdigest(), DIGESTS[path.name]):
        raise ValueError(path)
    return path


def _unverified(path):
    print(hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[path.name])
    return path


def of_a_written_path():
    path = _verified(Path("files") / "a.pt")
    return torch.load(path, weights_only=False)  #: digest


def only_printed_of_a_written_path():
    path = _unverified(Path("files") / "a.pt")
    return torch.load(path, weights_only=False)  #: -
