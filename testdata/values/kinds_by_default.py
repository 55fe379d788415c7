"""A table by the members of an enumeration, and a model whose field leaves one of them as default:
whoever fills the model in may ask for any."""

import argparse
import enum

import pydantic
from transformers import AutoModel


class Kind(str, enum.Enum):
    small = "small"
    large = "large"


class Options(pydantic.BaseModel):
    kind: Kind = Kind.large


class Small:
    def load(self):
        return AutoModel.from_pretrained("org/small")  #? "org/small" @ literal:22


class Large:
    def load(self):
        return AutoModel.from_pretrained("org/large")  #? "org/large" @ literal:27


KINDS = {Kind.small: Small, Kind.large: Large}
NAMES = {Kind.small: "org/a", Kind.large: "org/b"}
kept = {}


def part(kind):
    if kind not in kept:
        kept[kind] = KINDS[kind]()
    return kept[kind]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--options")
    text = parser.parse_args().options
    options = Options.model_validate_json(text) if text else Options()
    part(options.kind).load()
    AutoModel.from_pretrained(NAMES[options.kind])  #? "org/a" @ literal:31 | "org/b" @ literal:31
    AutoModel.from_pretrained(NAMES[Kind.small])  #? "org/a" @ literal:31


main()
