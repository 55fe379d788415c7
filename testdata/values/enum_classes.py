"""Enumerations whose values are classes."""

from enum import Enum

import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

from helpers import pick


class Reader:
    def __init__(self, path):
        self.state = torch.load(path, weights_only=False)  #? "reader.pt" local @ literal:40


class Other:
    def __init__(self, path):
        self.state = torch.load(path, weights_only=False)  #? "other.pt" local @ literal:41


class Readers(Enum):
    plain = Reader
    other = Other

    class Inner:
        def __init__(self, path):
            self.state = torch.load(path, weights_only=False)  #? "inner.pt" local @ literal:42

    @staticmethod
    def of(name):
        return Readers.plain if name == "plain" else Readers.other


class Kind(Enum):
    CAUSAL = AutoModelForCausalLM
    SEQ2SEQ = AutoModelForSeq2SeqLM


def load():
    Readers.of("plain").value("reader.pt")
    Readers.other.value("other.pt")
    Readers.Inner("inner.pt")
    Kind.CAUSAL.value.from_pretrained("org/causal")  #? "org/causal" @ literal:43
    for kind in Kind:
        kind.value.from_pretrained("org/any")  #? "org/any" @ literal:45
    Kind[pick()].value.from_pretrained("org/picked")  #? "org/picked" @ literal:46
