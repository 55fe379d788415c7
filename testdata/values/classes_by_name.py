"""Classes of a library that are taken by a name which only the model's configuration says."""

import importlib
import sys

import diffusers
import transformers
from transformers import AutoConfig, AutoModel


def by_option(name):
    loader = getattr(transformers, name)
    return loader.from_pretrained("org/option")  #? "org/option" @ literal:13


def by_configuration():
    config = AutoConfig.from_pretrained("org/says")  #? "org/says" @ literal:17
    module = __import__("transformers", fromlist=[config.architectures[0]])
    try:
        loader = getattr(module, config.architectures[0])
        return loader.from_pretrained("org/says")  #? "org/says" @ literal:21
    except AttributeError:
        return AutoModel.from_pretrained("org/says")  #? "org/says" @ literal:23


def by_module(name):
    module = importlib.import_module("transformers")
    return getattr(module, name, AutoModel).from_pretrained("org/module")  #? "org/module" @ literal:28


def pipelines(name):
    return getattr(diffusers, name).from_pretrained("org/pictures")  #? "org/pictures" @ literal:32


def precision(name):
    import torch

    return AutoModel.from_pretrained("org/precise", torch_dtype=getattr(torch, name))  #? "org/precise" @ literal:38


if __name__ == "__main__":
    by_option(sys.argv[1])
    by_configuration()
    by_module(sys.argv[1])
    pipelines(sys.argv[1])
    precision(sys.argv[2])
