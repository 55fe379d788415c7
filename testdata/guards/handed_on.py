"""Checks in functions that hand on what they were given as they got it."""

from transformers import AutoModel

ALLOWED = {"org/good", "org/better"}


def check(name):
    if name not in ALLOWED:
        raise ValueError(name)


def _load(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: listed-name


def _through(name):
    return _load(name)


def checks_in_the_middle(name):
    check(name)
    return _through(name)


def begins(name):
    return checks_in_the_middle(name)


def _load_unchecked(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def checks_afterwards(name):
    model = _load_unchecked(name)
    check(name)
    return model


def begins_too(name):
    return checks_afterwards(name)


def _load_other(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)  #: -


def checks_something_else(name, other):
    check(other)
    return _load_other(name)


def begins_as_well(name, other):
    return checks_something_else(name, other)


