"""A parser to which a library adds options of its own."""

import argparse

import deepspeed
import torch


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", default="runs/last.pt")
    parser.add_argument("--resume")
    parser = deepspeed.add_config_arguments(parser)
    return parser.parse_args()


args = options()
torch.load(args.checkpoint, weights_only=False)  #? "runs/last.pt" local @ argparse default:11
torch.load(args.resume, weights_only=False)  #? unknown: command line argument --resume has no default
