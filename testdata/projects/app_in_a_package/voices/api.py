import torch


def speaker(path):
    return torch.load(path, weights_only=False)
