# requirements: lightning-fabric==2.5.0 torch==2.10.0
"""Lightning's lowest part decides how the file is read."""

from pytorch_lightning import LightningModule


class Mine(LightningModule):
    pass


Mine.load_from_checkpoint("model.ckpt")  #: torch-load: weights_only is not certainly on
