"""The large backend."""

import torch

names = torch.load("large-names.pt")


class Backend:
    """Loads its weights."""

    def load(self):
        return torch.load("large.pt")
