"""Arguments of the call itself."""

import contextlib
import pickle

import torch
from transformers import AutoModel


def weights_only(path):
    return torch.load(path, weights_only=True)  #: weights-only


def weights_only_or_not(path, flag):
    return torch.load(path, weights_only=flag)  #: -


def weights_only_elsewhere(path, other):
    torch.load(other, weights_only=True)  #: weights-only
    return torch.load(path, weights_only=False)  #: -


def local_files(name):
    return AutoModel.from_pretrained(name, local_files_only=True)  #: local-files-only


def local_files_or_not(name, offline):
    return AutoModel.from_pretrained(name, local_files_only=offline)  #: -


def safetensors(name):
    return AutoModel.from_pretrained(name, use_safetensors=True)  #: use-safetensors


def safetensors_or_not(name, flag):
    return AutoModel.from_pretrained(name, use_safetensors=flag)  #: -


def listed_globals(path):
    with torch.serialization.safe_globals([set]):
        return torch.load(path, weights_only=True)  #: safe-globals, weights-only


def listed_globals_behind(path):
    with torch.serialization.safe_globals([set]):
        print(path)
    return torch.load(path, weights_only=True)  #: weights-only


def listed_globals_without_effect(path):
    with torch.serialization.safe_globals([set]):
        return torch.load(path, weights_only=False)  #: -


def added_globals(path):
    torch.serialization.add_safe_globals([set])
    return torch.load(path, weights_only=True)  #: added-safe-globals, weights-only


def added_globals_behind(path):
    model = torch.load(path, weights_only=True)  #: weights-only
    torch.serialization.add_safe_globals([set])
    return model


def suppressed(path, allowed):
    with contextlib.suppress(ValueError):
        if path not in ("one.pt", "two.pt"):
            raise ValueError(path)
    return torch.load(path, weights_only=False)  #: -


def a_copy(thing):
    return pickle.loads(pickle.dumps(thing))  #: own-pickle


class Style:
    def __init__(self, meta):
        self.packed = pickle.dumps(meta)

    def meta(self):
        return pickle.loads(self.packed)  #: own-pickle


def a_copy_or_what_was_sent(thing, sent):
    return pickle.loads(sent or pickle.dumps(thing))  #: -


def what_another_program_pickled(connection):
    connection.send(pickle.dumps("question"))
    return pickle.loads(connection.recv())  #: -
