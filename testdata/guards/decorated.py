"""Digests that a decorator compares before it calls what it decorates."""

import functools
import hashlib
import pickle

import torch

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def compared(load):
    @functools.wraps(load)
    def checked(path):
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        if digest != DIGEST:
            raise ValueError(path)
        return load(path)

    return checked


@compared
def compared_in_the_decorator(path):
    with open(path, "rb") as file:
        return pickle.load(file)  #: digest


def compared_with(expected):
    def decorate(load):
        @functools.wraps(load)
        def checked(path, *args, **options):
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            if digest != expected:
                raise ValueError(path)
            return load(path, *args, **options)

        return checked

    return decorate


@compared_with(DIGEST)
def compared_with_what_the_decorator_got(path, device="cpu"):
    return torch.load(path, device, weights_only=False)  #: digest


def compared_in_a_method(load):
    def checked(self, path):
        if hashlib.sha256(path.read_bytes()).hexdigest() != DIGEST:
            raise ValueError(path)
        return load(self, path)

    return checked


class Shelf:
    @compared_in_a_method
    def read(self, path):
        return torch.load(path, weights_only=False)  #: digest


def compared_of_the_other(load):
    def checked(path, name):
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != DIGEST:
                raise ValueError(path)
        return load(name)

    return checked


@compared_of_the_other
def another_one_was_compared(path):
    return torch.load(path, weights_only=False)  #: -


def compared_too_late(load):
    def checked(path):
        model = load(path)
        with open(path, "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != DIGEST:
                raise ValueError(path)
        return model

    return checked


@compared_too_late
def read_before_it_was_compared(path):
    return torch.load(path, weights_only=False)  #: -


def begins(path):
    return compared_in_the_decorator(path)


def begins_with_a_digest(path):
    return compared_with_what_the_decorator_got(path)


def begins_with_an_object(path):
    return Shelf().read(path)


def begins_with_two(path, other):
    return another_one_was_compared(path, other)


def begins_too_early(path):
    return read_before_it_was_compared(path)
