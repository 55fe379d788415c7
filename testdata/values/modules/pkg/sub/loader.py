"""Loads what others name."""

from transformers import AutoModel

from .. import constants
from ..constants import Names

PATCHED = "org/before"


def load(name=constants.BASE):
    return AutoModel.from_pretrained(name)  #? "org/module-constant" @ literal:pkg/constants.py:3 | "org/from-main" @ literal:main.py:26


def grouped():
    return AutoModel.from_pretrained(Names.CHAT)  #? "org/grouped" @ literal:pkg/constants.py:12


def configured():
    return AutoModel.from_pretrained(PATCHED)  #? "org/before" @ literal:8 | "org/after" @ literal:main.py:29
