"""Loads that somebody has to switch on, by a name that says what it means."""

import os
import pickle

import torch
from acme.flags import truth

READS_PICKLES = os.environ.get("ACME_READS_PICKLES", "0") == "1"
OLD_FILES = os.environ.get("ACME_ALLOW_PICKLE", "").lower() in ("1", "true")
KEEPS_PICKLES = os.environ.get("ACME_KEEPS_PICKLES", "1") == "1"
HAS_FOLDER = os.environ.get("ACME_FOLDER", "") != ""


def only_when_allowed(path, allow_dangerous_deserialization=False):
    if not allow_dangerous_deserialization:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def inside_the_branch(path, *, allow_pickle=False):
    if allow_pickle:
        with open(path, "rb") as file:
            return pickle.load(file)  #: switched-on
    return None


def unless_it_is_safe(path, safe_mode=True):
    if safe_mode:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def on_by_default(path, allow_pickle=True):
    if not allow_pickle:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def without_a_default(path, allow_pickle):
    if not allow_pickle:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def a_mode_and_no_warning(path, evaluate=False):
    if evaluate:
        with open(path, "rb") as file:
            return pickle.load(file)  #: -
    return None


def said_but_done(path, allow_pickle=False):
    if not allow_pickle:
        print("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def safe_in_name_only(path, safe_mode=True):
    if not safe_mode:
        raise ValueError("not without")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def by_a_variable(path):
    if os.environ.get("ACME_ALLOW_PICKLE", "0") != "1":
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def by_a_variable_without_default(path):
    if not os.getenv("ACME_ALLOW_PICKLE"):
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def by_a_variable_that_is_converted(path):
    if not truth(os.environ.get("TRUST_REMOTE_CODE", "False")):
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def by_a_variable_in_lower_case(path):
    if os.environ.get("TRUST_REMOTE_CODE", "false").lower() not in ("1", "true"):
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def by_a_variable_that_is_on(path):
    if not truth(os.environ.get("TRUST_REMOTE_CODE", "true")):
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def by_another_variable(path):
    if not os.environ.get("ACME_FOLDER"):
        raise ValueError("no folder")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def by_a_constant(path):
    if READS_PICKLES:
        with open(path, "rb") as file:
            return pickle.load(file)  #: switched-on
    raise ValueError("this reads a pickle")


def by_a_constant_of_that_variable(path):
    if not OLD_FILES:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def by_a_constant_that_is_on(path):
    if not KEEPS_PICKLES:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def by_another_constant(path):
    if not HAS_FOLDER:
        raise ValueError("no folder")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def by_the_module_itself(path):
    if pickle.format_version < "2":
        with open(path, "rb") as file:
            return pickle.load(file)  #: -
    return None


def _opened(path, allow_pickle=False):
    if not allow_pickle:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: -


def switches_it_on(path):
    return _opened(path, allow_pickle=True)


def _asked(path, allow_pickle=False):
    if not allow_pickle:
        raise ValueError("this reads a pickle")
    with open(path, "rb") as file:
        return pickle.load(file)  #: switched-on


def hands_it_on(path, allow_pickle=False):
    return _asked(path, allow_pickle=allow_pickle)


class State:
    pass


STATE = State()


def change(name, value):
    setattr(STATE, name, value)


def in_safe_mode():
    return getattr(STATE, "safe_mode", None)


class Scope:
    def __init__(self, safe_mode=True):
        self.safe_mode = safe_mode

    def __enter__(self):
        change("safe_mode", self.safe_mode)

    def __exit__(self, *reasons):
        change("safe_mode", None)


def asked(path):
    if in_safe_mode():
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: switch-asked


def asked_too_late(path):
    model = torch.load(path, weights_only=False)  #: -
    if in_safe_mode():
        raise ValueError(path)
    return model


def asked_in_vain(path):
    if in_safe_mode():
        print(path)
    return torch.load(path, weights_only=False)  #: -


def asked_in_scope(path):
    with Scope():
        return asked(path)


def in_safe_mode_of_others():
    return getattr(STATE, "set_by_whoever_imports_this", None)


def asked_of_others(path):
    if in_safe_mode_of_others():
        raise ValueError(path)
    return torch.load(path, weights_only=False)  #: switch-asked
