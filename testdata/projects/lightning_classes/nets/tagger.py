from lightning.pytorch import LightningModule
from transformers import AutoTokenizer


class Tagger(LightningModule):
    def __init__(self, words, encoder):
        super().__init__()
        self.encoder = encoder
        self.words = AutoTokenizer.from_pretrained(words)

    def setup(self, stage):
        self.encoder.fetch()
