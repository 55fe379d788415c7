"""Revisions that are checked before something is downloaded."""

import re

from transformers import AutoModel

COMMIT = re.compile(r"^[0-9a-f]{40}$")
SHORT = re.compile(r"[0-9a-f]{7}")


def matched(revision):
    if not re.fullmatch(r"[0-9a-f]{40}", revision):
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: commit-hash


def matched_too_late(revision):
    model = AutoModel.from_pretrained("acme/one", revision=revision)  #: -
    if not re.fullmatch(r"[0-9a-f]{40}", revision):
        raise ValueError(revision)
    return model


def matched_for_another(revision, other):
    if not re.fullmatch(r"[0-9a-f]{40}", other):
        raise ValueError(other)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: -


def only_the_beginning(revision):
    if not re.match(r"[0-9a-f]{40}", revision):
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: -


def compiled(revision):
    if COMMIT.match(revision) is None:
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: commit-hash


def seven_digits(revision):
    if not SHORT.fullmatch(revision):
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: -


def not_the_branch(revision):
    if revision == "main":
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: -


def or_the_branch(revision):
    if revision != "main" and not COMMIT.match(revision):
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: -


def is_commit(revision):
    return bool(COMMIT.fullmatch(revision))


def asked(revision):
    if not is_commit(revision):
        raise ValueError(revision)
    return AutoModel.from_pretrained("acme/one", revision=revision)  #: commit-hash


def pin(revision):
    match = COMMIT.match(revision)
    if match:
        return match.group(0)
    raise ValueError(revision)


def returned(revision):
    return AutoModel.from_pretrained("acme/one", revision=pin(revision))  #: commit-hash
