"""Objects that are asked whether they are meant by a name: each loads the names that it takes."""

import argparse
import os

from transformers import AutoModel, AutoModelForCausalLM, AutoTokenizer, pipeline


class Adapter:
    def match(self, path):
        return False

    def load(self, path):
        return AutoModelForCausalLM.from_pretrained(path)  #? unknown: parameter path of load has no known caller


class ByWord(Adapter):
    def match(self, path):
        return "otter" in path.lower()

    def load(self, path):
        return AutoModel.from_pretrained(path)  #? "acme/otter-7b"


class BySeveral(Adapter):
    words = ["heron", "crane"]

    def match(self, path):
        return any(word in path.lower() for word in self.words)

    def load(self, path):
        return AutoTokenizer.from_pretrained(path)  #? "acme/heron-small" | "acme/crane-base"


class ByFile(Adapter):
    def match(self, path):
        return os.path.getsize("/etc/adapters") > len(path)

    def load(self, path):
        return pipeline("summarization", path)  #? "acme/otter-7b" | "acme/heron-small" | "acme/crane-base"


ADAPTERS: list[Adapter] = []


def register(cls):
    ADAPTERS.append(cls())


register(ByWord)
register(BySeveral)
register(ByFile)
register(Adapter)


def adapter_for(path):
    base = os.path.basename(path)
    for adapter in ADAPTERS:
        if adapter.match(base) and type(adapter) is not Adapter:
            return adapter
    for adapter in ADAPTERS:
        if adapter.match(path):
            return adapter
    raise ValueError(path)


def load(path):
    adapter = adapter_for(path)
    return adapter.load(path)


def by_option():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model-path", default="acme/otter-7b")
    load(parser.parse_args().model_path)


def by_literal():
    load("acme/heron-small")


def by_choice():
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", default="acme/crane-base", choices=["acme/crane-base"])
    load(parser.parse_args().small)


# -- any and all ----------------------------------------------------------------------------------

SMALL = ("mini", "tiny")
NAMES = ["acme/mini-one", "acme/large-two", "acme/tiny-large"]


def some():
    for name in NAMES:
        if any(word in name for word in SMALL):
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/tiny-large"
        else:
            AutoModel.from_pretrained(name)  #? "acme/large-two"


def every():
    for name in NAMES:
        if all(word not in name for word in SMALL):
            AutoModel.from_pretrained(name)  #? "acme/large-two"
        if all(word in name for word in ("tiny", "large")):
            AutoModel.from_pretrained(name)  #? "acme/tiny-large"


def filtered(wanted):
    for name in NAMES:
        if any(word in name for word in SMALL if word == wanted):
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"


def of_two_lists(first):
    words = ["mini"] if first else ["large"]
    for name in NAMES:
        if any(word in name for word in words):
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"
        else:
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"


def of_one_or_another(first):
    words = ["mini" if first else "large"]
    for name in NAMES:
        if any(word in name for word in words):
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"
        else:
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"


def of_a_list_that_may_grow(more):
    words = ["mini"]
    if more:
        words.append("large")
    for name in NAMES:
        if any(word in name for word in words):
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"
        else:
            AutoModel.from_pretrained(name)  #? "acme/mini-one" | "acme/large-two" | "acme/tiny-large"


if __name__ == "__main__":
    by_option()
    by_literal()
    by_choice()
    some()
    every()
    filtered(input())
    of_two_lists(input())
    of_one_or_another(input())
    of_a_list_that_may_grow(input())
