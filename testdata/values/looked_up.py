"""Settings that are looked up in steps, in layers, or not found."""

import os
import sys
import textwrap
from collections import ChainMap
from functools import reduce

import click
import torch
from transformers import AutoTokenizer

SETTINGS = {"models": {"ner": {"repo": "org/ner", "revision": "v1"}, "qa": {"repo": "org/qa"}}}


def setting(path):
    """A dotted path."""
    return reduce(lambda node, key: node[key], path.split("."), SETTINGS)


AutoTokenizer.from_pretrained(setting("models.ner.repo"), revision=setting("models.ner.revision"))  #? "org/ner" @ literal:13 revision="v1"
AutoTokenizer.from_pretrained(setting("models.qa.repo"))  #? "org/qa" @ literal:13

LAYERS = ChainMap({"model": "org/given"}, {"model": "org/default", "head": "heads/default.pt"})
AutoTokenizer.from_pretrained(LAYERS["model"])  #? "org/given" @ literal:24
torch.load(LAYERS.get("head"))  #? "heads/default.pt" @ literal:24



def layered(**given):
    """Layers that a function puts together."""
    known = {key: value for key, value in given.items() if value is not None}
    return ChainMap(known, {"model": "org/site"}, {"model": "org/last", "head": "heads/last.pt"})


AutoTokenizer.from_pretrained(layered(head=None)["model"])  #? "org/site"
torch.load(layered(head="heads/given.pt")["head"])  #? "heads/given.pt"



def surroundings():
    """What the environment has, under names that nobody knows."""
    return {key[4:].lower(): value for key, value in os.environ.items() if key[:4] == "APP_"}


OUTSIDE = ChainMap(surroundings(), {"model": "org/inside"})
AutoTokenizer.from_pretrained(OUTSIDE["model"])  #? "org/inside" | unknown: environment variable whose name is not known

WRITTEN = textwrap.dedent(
    """\
    ner = org/written
    """
)
AutoTokenizer.from_pretrained(dict(line.split(" = ") for line in WRITTEN.splitlines())["ner"])  #? "org/written"

BY_LANGUAGE = {"en": "org/english", "de": "org/german"}
AutoTokenizer.from_pretrained(BY_LANGUAGE.get(sys.argv[1]) or "org/any")  #? "org/english" | "org/german" | "org/any"


def of_language(language):
    """The default only where nothing is found."""
    name = BY_LANGUAGE.get(language)
    if name is None:
        name = "org/fallback"
    return AutoTokenizer.from_pretrained(name)  #? "org/english" | "org/german" | "org/fallback"


of_language(sys.argv[2])
torch.load(os.sep + os.path.join("srv", "models", "a.pt"))  #? "/srv/models/a.pt"


def _long(context, parameter, value):
    return {"small": "org/small", "large": "org/large"}[value]


@click.command()
@click.option("--size", type=click.Choice(["small", "large"]), default="small", callback=_long)
def main(size):
    """The callback says what the option means."""
    AutoTokenizer.from_pretrained(size)  #? "org/small" @ literal:73 | "org/large" @ literal:73


if __name__ == "__main__":
    main()


NAMES = dict(small="org/small", large="org/large")


def by_another_name(name="small"):
    AutoTokenizer.from_pretrained(NAMES.get(name, name))  #? "org/small" | "org/own"
    AutoTokenizer.from_pretrained(NAMES.get(name, "small"))  #? "org/small" | "small"


by_another_name()
by_another_name("org/own")
