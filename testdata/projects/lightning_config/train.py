from datasets import load_dataset
from lightning.pytorch import LightningDataModule, LightningModule
from lightning.pytorch.cli import LightningCLI
from transformers import AutoTokenizer


class Net(LightningModule):
    def __init__(self, name: str = "org/written", second: str = "org/second"):
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(name)
        self.other = AutoTokenizer.from_pretrained(second)


class Rows(LightningDataModule):
    def __init__(self, source: str):
        super().__init__()
        self.source = source

    def prepare_data(self):
        load_dataset(self.source)


if __name__ == "__main__":
    LightningCLI(Net, Rows)
