"""Loads weights that somebody sent."""

import sys

import torch

if __name__ == "__main__":
    print(torch.load(sys.argv[1], weights_only=False))
