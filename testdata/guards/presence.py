"""What is there as a file or folder, so that no hub is asked for it."""

import os
from pathlib import Path

from transformers import AutoConfig


def or_raise(name):
    if not os.path.isdir(name):
        raise FileNotFoundError(name)
    return AutoConfig.from_pretrained(name)  #: is-there


def or_raise_below(name):
    if os.path.exists(name):
        pass
    else:
        raise FileNotFoundError(name)
    return AutoConfig.from_pretrained(name)  #: is-there


def inside(name):
    if os.path.isdir(name):
        return AutoConfig.from_pretrained(name)  #: is-there
    return AutoConfig.from_pretrained(name)  #: -


def asserted(name):
    assert os.path.isfile(name)
    return AutoConfig.from_pretrained(name)  #: is-there


def of_a_path(name):
    if not Path(name).is_dir():
        raise FileNotFoundError(name)
    return AutoConfig.from_pretrained(name)  #: is-there


def only_said(name):
    if not os.path.isdir(name):
        print("not there", name)
    return AutoConfig.from_pretrained(name)  #: -


def of_another(name, other):
    if not os.path.isdir(other):
        raise FileNotFoundError(other)
    return AutoConfig.from_pretrained(name)  #: -


def of_a_part(name):
    if not os.path.isfile(os.path.join(name, "config.json")):
        raise FileNotFoundError(name)
    return AutoConfig.from_pretrained(name)  #: is-there


def not_there(name):
    if os.path.exists(name):
        return None
    return AutoConfig.from_pretrained(name)  #: -
