"""Started by tasks, which give it what it needs."""

import os
from argparse import ArgumentParser, Namespace

import torch
from transformers import AutoTokenizer

parser = ArgumentParser()
parser.add_argument("--model", required=True)


class Measure:
    def __init__(self, options: Namespace):
        self.__dict__.update(vars(options))

    def run(self):
        AutoTokenizer.from_pretrained(self.model)
        return torch.load(os.environ["HEAD"])


if __name__ == "__main__":
    Measure(parser.parse_args()).run()
