import torch

from steps import timed


class Loader:
    def __init__(self, path):
        self.path = path

    @timed
    def load(self):
        return torch.load(self.path, weights_only=False)


@timed
def prepare():
    return {}


@timed
def setup(path):
    prepare()
    return Loader(path).load()
