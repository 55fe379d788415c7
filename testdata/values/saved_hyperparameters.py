"""What Lightning keeps of the arguments of a constructor."""

from argparse import Namespace

import lightning as L
import torch
from transformers import AutoModel


class Tuned(L.LightningModule):
    def __init__(self, backbone: str, revision: str | None = None, weights="start.pt"):
        super().__init__()
        self.save_hyperparameters(ignore=["weights"])
        self.net = AutoModel.from_pretrained(self.hparams.backbone, revision=self.hparams["revision"])  #? "org/one" revision="r1" | "org/two" revision=none

    def configure_model(self):
        return AutoModel.from_pretrained(f"{self.hparams.backbone}-head")  #? "org/one-head" | "org/two-head"


class Configured(L.LightningModule):
    def __init__(self, config):
        super().__init__()
        self.save_hyperparameters(config)
        torch.load(self.hparams.start, weights_only=False)  #? "runs/start.pt" local


class Options(L.LightningDataModule):
    def __init__(self, hparams):
        super().__init__()
        self.save_hyperparameters(hparams)
        self.words = AutoModel.from_pretrained(self.hparams.words)  #? "org/words"


Tuned("org/one", revision="r1").configure_model()
Tuned(backbone="org/two").configure_model()
Configured({"start": "runs/start.pt"})
Options(Namespace(words="org/words"))
