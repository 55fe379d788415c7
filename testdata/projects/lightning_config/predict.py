from lightning.pytorch import LightningModule
from lightning.pytorch.cli import LightningCLI
from transformers import AutoTokenizer


class Reader(LightningModule):
    def __init__(self, name: str):
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(name)


def main():
    LightningCLI(Reader, parser_kwargs={"predict": {"default_config_files": ["configs/read.yaml"]}})


if __name__ == "__main__":
    main()
