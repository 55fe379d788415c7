import lightning
from datasets import load_dataset
from transformers import AutoConfig


class Net(lightning.LightningModule):
    def configure_model(self):
        self.config = AutoConfig.from_pretrained("org/late")


class Data(lightning.LightningDataModule):
    def prepare_data(self):
        load_dataset("org/prepared")


class Unused(lightning.LightningDataModule):
    def prepare_data(self):
        load_dataset("org/unused")


if __name__ == "__main__":
    lightning.Trainer().fit(Net(), datamodule=Data())
