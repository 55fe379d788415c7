"""Classes of our own that inherit their loader."""

import lightning as L
import torch
from huggingface_hub import PyTorchModelHubMixin
from transformers import BertModel, PreTrainedModel


class Ranker(torch.nn.Module, PyTorchModelHubMixin):
    """The mixin brings from_pretrained, although it is the second base."""

    @classmethod
    def default(cls):
        return cls.from_pretrained("acme/ranker")


class Encoder(PreTrainedModel):
    pass


class SmallEncoder(Encoder):
    """Inherits through a class of the project."""


class Reader(BertModel):
    @classmethod
    def from_pretrained(cls, name, **options):
        options.setdefault("use_safetensors", True)
        return super().from_pretrained(name, **options)


class Classifier(L.LightningModule):
    @classmethod
    def restore(cls, path):
        return cls.load_from_checkpoint(path)
