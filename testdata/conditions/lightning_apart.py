# requirements: pytorch-lightning==2.5.0 torch==2.10.0
"""The parts of Lightning that are distributions of their own."""

from pytorch_lightning import LightningModule, Trainer


class Mine(LightningModule):
    pass


Mine.load_from_checkpoint("model.ckpt")  #: torch-load: weights_only is not certainly on
Mine.load_from_checkpoint("https://example.org/model.ckpt")  #: torch-load: weights_only is not certainly on
Trainer().fit(Mine(), ckpt_path="last.ckpt")  #: torch-load: the checkpoint to resume from is unpickled without restriction
Trainer().fit(Mine(), ckpt_path="last.ckpt", weights_only=False)  #: torch-load: the checkpoint to resume from is unpickled without restriction
Trainer().fit(Mine(), ckpt_path="last.ckpt", weights_only=True)  #: torch-load: the checkpoint to resume from is unpickled without restriction
