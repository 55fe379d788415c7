from datasets import load_dataset
from lightning import LightningDataModule, LightningModule
from lightning.pytorch.cli import LightningCLI
from transformers import AutoConfig


class Net(LightningModule):
    def __init__(self, name: str = "org/net"):
        super().__init__()
        self.config = AutoConfig.from_pretrained(name)


class Data(LightningDataModule):
    def setup(self, stage):
        self.rows = load_dataset("org/rows")


def main():
    LightningCLI(Net, Data)


if __name__ == "__main__":
    main()
