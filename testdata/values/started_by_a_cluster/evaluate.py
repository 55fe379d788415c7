"""Options that jobs of a cluster are started with, elements of arrays among them."""

import argparse

import torch
from transformers import AutoModel

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True)
parser.add_argument("--head")
options = parser.parse_args()
AutoModel.from_pretrained(options.model)  #? "org/small" | "org/large"
torch.load(options.head)  #? "heads/l1.pt" local
