from datasets import load_dataset
from lightning.pytorch import LightningDataModule


class Rows(LightningDataModule):
    def __init__(self, source):
        super().__init__()
        self.source = source

    def prepare_data(self):
        load_dataset(self.source)
