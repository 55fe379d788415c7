"""Defaults of options that come from a file which another option names."""

import argparse

import torch
import yaml
from transformers import AutoModel


def parsed():
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--config", default="")
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="org/tuned-tiny")
    parser.add_argument("--revision")
    parser.add_argument("--init", default="")
    known, rest = first.parse_known_args()
    if known.config:
        with open(known.config) as file:
            parser.set_defaults(**yaml.safe_load(file))
    return parser.parse_args(rest)


options = parsed()
AutoModel.from_pretrained(options.model, revision=options.revision)  #? "org/tuned-small" revision="s2" | "org/tuned-large" revision=none | "org/tuned-tiny" revision=none
if options.init:
    torch.load(options.init)  #? "init/small.pt" local
