from transformers import AutoTokenizer


class Encoder:
    def __init__(self, name):
        self.name = name

    def fetch(self):
        self.tokenizer = AutoTokenizer.from_pretrained(self.name)
