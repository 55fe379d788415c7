"""Identifiers in other modules."""

import importlib

import pkg
import pkg.constants as c
from pkg import EXPORTED, load
from pkg.constants import *  # noqa: F403
from pkg.constants import BASE as RENAMED
from pkg.sub import loader
from private_settings import MODEL
from transformers import AutoModel

AutoModel.from_pretrained(c.BASE)  #? "org/module-constant" @ literal:pkg/constants.py:3
AutoModel.from_pretrained(RENAMED)  #? "org/module-constant" @ literal:pkg/constants.py:3
AutoModel.from_pretrained(EXPORTED)  #? "org/re-exported" @ literal:pkg/constants.py:4
AutoModel.from_pretrained(pkg.EXPORTED)  #? "org/re-exported" @ literal:pkg/constants.py:4
AutoModel.from_pretrained(STARRED)  # noqa: F405  #? "org/starred" @ literal:pkg/constants.py:6
AutoModel.from_pretrained(pkg.constants.Names.CHAT)  #? "org/grouped" @ literal:pkg/constants.py:12
AutoModel.from_pretrained(c.Names.TABLE["a"])  #? "org/table" @ literal:pkg/constants.py:13
AutoModel.from_pretrained(getattr(c, "BASE"))  # noqa: B009  #? "org/module-constant" @ literal:pkg/constants.py:3
AutoModel.from_pretrained(importlib.import_module("pkg.constants").STARRED)  #? "org/starred" @ literal:pkg/constants.py:6
AutoModel.from_pretrained(MODEL)  #? unknown: private_settings.MODEL is not in this project

load()
load("org/from-main")
loader.grouped()
loader.configured()
loader.PATCHED = "org/after"
loader.configured()
