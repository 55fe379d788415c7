"""Conditions on what the call that makes an object says, and on the identifier itself."""

import argparse
from dataclasses import dataclass

from pydantic_settings import BaseSettings
from transformers import AutoModel, AutoTokenizer, CLIPTextModel, T5EncoderModel


class Embedder:
    """The constructor sets the attribute, and asks for it."""

    def __init__(self, version, is_clip=False):
        self.is_clip = is_clip
        self.key = "pooled" if self.is_clip else "last"
        if self.is_clip:
            self.module = CLIPTextModel.from_pretrained(version)  #? "org/clip" @ literal:109
        else:
            self.module = T5EncoderModel.from_pretrained(version)  #? "org/t5" @ literal:108


class Lazily:
    """Another method asks for it."""

    def __init__(self, name, fast=True):
        self.name = name
        self.fast = fast

    def load(self):
        if self.fast:
            return AutoModel.from_pretrained(self.name)  #? "org/fast" @ literal:110
        return T5EncoderModel.from_pretrained(self.name)  #? "org/slow" @ literal:111


class Changed:
    """Somebody else sets it as well."""

    def __init__(self, name, fast=True):
        self.name = name
        self.fast = fast

    def slow_down(self):
        self.fast = False
        return self

    def load(self):
        if self.fast:
            return AutoModel.from_pretrained(self.name)  #? "org/turned" @ literal:112
        return T5EncoderModel.from_pretrained(self.name)  #? "org/turned" @ literal:112


@dataclass
class Choice:
    name: str
    causal: bool = False


def chosen(choice):
    if choice.causal:
        return T5EncoderModel.from_pretrained(choice.name)  #? "org/causal" @ literal:114
    return AutoModel.from_pretrained(choice.name)  #? "org/plain" @ literal:113


class Settings(BaseSettings):
    name: str = "org/set"
    causal: bool = False


def by_settings(settings):
    """The environment may say otherwise."""
    if settings.causal:
        return T5EncoderModel.from_pretrained(settings.name)  #? "org/set" @ field default:65
    return AutoModel.from_pretrained(settings.name)  #? "org/set" @ field default:65


class Base:
    name = ""
    words = False

    def load(self):
        if self.words:
            return AutoTokenizer.from_pretrained(self.name)  #? "org/words" @ literal:91
        return AutoModel.from_pretrained(self.name)  #? "org/weights" @ literal:87


class Encoder(Base):
    name = "org/weights"


class Words(Base):
    name = "org/words"
    words = True


class OfText:
    """The attribute is made of the identifier: whatever the command line says, the default is not
    loaded by the first."""

    def __init__(self, version):
        self.is_clip = version.startswith("openai")
        if self.is_clip:
            CLIPTextModel.from_pretrained(version)  #? "openai/clip" @ literal:118
        else:
            T5EncoderModel.from_pretrained(version)  #? "org/t5-small" @ literal:118 | "org/t5-base" @ argparse default:121


def main():
    Embedder("org/t5")
    Embedder("org/clip", is_clip=True)
    Lazily("org/fast").load()
    Lazily("org/slow", fast=False).load()
    Changed("org/turned").slow_down().load()
    chosen(Choice("org/plain"))
    chosen(Choice("org/causal", causal=True))
    by_settings(Settings())
    Encoder().load()
    Words().load()
    for version in ("openai/clip", "org/t5-small"):
        OfText(version)
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", default="org/t5-base")
    OfText(parser.parse_args().version)


main()
