import torch


class Model:
    def load(self):
        raise NotImplementedError


class Voice(Model):
    def load(self):
        return torch.load("voice/model.pt")


loaded = {"voice": Voice()}


def serve(name, model):
    """For programs that bring a model of their own."""
    loaded[name] = model
