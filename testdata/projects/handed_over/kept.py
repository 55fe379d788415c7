"""What is only shown is not handed to anybody who would call it."""

import torch


def known():
    def _shown():
        return torch.load("shown.pt")

    print(_shown)
    return "known"


forgotten = known()
