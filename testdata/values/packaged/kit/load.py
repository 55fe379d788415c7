"""Settings that are read from the files of a package."""

import json
import pkgutil
import tomllib
from importlib import resources
from pathlib import Path

import torch
from transformers import AutoTokenizer

DEFAULTS = tomllib.loads(pkgutil.get_data(__name__, "defaults.toml").decode("utf-8"))
AutoTokenizer.from_pretrained(DEFAULTS["model"])  #? "org/packaged" @ config file:kit/defaults.toml:1


def settings():
    """Read anew."""
    return tomllib.loads(resources.read_text("kit", "defaults.toml"))


torch.load(settings()["head"])  #? "heads/packaged.pt" @ config file:kit/defaults.toml:2
NAMES = json.loads(Path(__file__).with_name("names.json").read_bytes().decode())
AutoTokenizer.from_pretrained(NAMES["name"])  #? "org/listed"
with open(Path(__file__).parent / "names.json", "rb") as file:
    AutoTokenizer.from_pretrained(json.loads(file.read().decode("utf-8"))["name"])  #? "org/listed"
