"""Checkpoints, by the ways in which they are read."""

import argparse
import functools

import torch
from torch import load as read
import safetensors.torch

RESTRICTED = True


def resume(model, path):
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))  # straight into the model
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state)
    return read(path, weights_only=True)


def whole(path):
    return torch.load(path, "cpu", weights_only=True)


def by_name(path):
    return torch.load(path, weights_only=RESTRICTED)


def tensors():
    return safetensors.torch.load_file("weights.safetensors", device="cpu")


def another(path):
    import dill

    return torch.load(
        path,
        map_location=None,
        weights_only=True,
    )


def passed_on(path, **options):
    return torch.load(path, **options)


def given():
    settings = {"weights_only": True}
    return torch.load("a.pt", **settings)


quiet = functools.partial(torch.load, map_location="cpu")


def nested():
    return dict(torch.load(torch.load("index.pt", weights_only=True)["next"], weights_only=True))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    arguments = parser.parse_args()
    resume(None, arguments.path)
    whole(arguments.path)
    by_name(arguments.path)
    tensors()
    another(arguments.path)
    passed_on(arguments.path, weights_only=True)
    given()
    quiet(arguments.path, weights_only=True)
    nested()
    list(map(torch.load, ["a.pt", "b.pt"]))
