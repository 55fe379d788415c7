"""Digests that a loop compares, and flags that say how that went."""

import hashlib
from pathlib import Path

import torch

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def sha256_of(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def until_it_fits(path):
    while sha256_of(path) != DIGEST:
        print("again")
    return torch.load(path, weights_only=False)  #: digest


def until_it_fits_or_somebody_stops(path, stop):
    while sha256_of(path) != DIGEST:
        if stop():
            break
    return torch.load(path, weights_only=False)  #: -


def while_it_fits(path):
    while sha256_of(path) == DIGEST:
        print("again")
    return torch.load(path, weights_only=False)  #: -


def some_times(path):
    for _ in range(3):
        if sha256_of(path) == DIGEST:
            break
    else:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: digest


def some_times_without_else(path):
    for _ in range(3):
        if sha256_of(path) == DIGEST:
            break
    return torch.load(path, weights_only=False)  #: -


def some_times_with_another_way_out(path, trusted):
    for _ in range(3):
        if sha256_of(path) == DIGEST:
            break
        if trusted:
            break
    else:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def some_times_and_only_said(path):
    for _ in range(3):
        if sha256_of(path) == DIGEST:
            break
    else:
        print("another file")
    return torch.load(path, weights_only=False)  #: -


def flagged(path):
    if sha256_of(path) == DIGEST:
        fits = True
    else:
        fits = False
    if not fits:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: digest


def flagged_the_other_way(path):
    if sha256_of(path) == DIGEST:
        fits = True
    else:
        fits = False
    if fits:
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def flagged_by_default(path):
    fits = False
    if sha256_of(path) == DIGEST:
        fits = True
    if fits:
        return torch.load(path, weights_only=False)  #: digest
    return None


def flagged_by_another(path, trusted):
    if sha256_of(path) == DIGEST:
        fits = True
    else:
        fits = trusted
    if fits:
        return torch.load(path, weights_only=False)  #: -
    return None
