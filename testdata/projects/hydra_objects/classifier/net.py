from transformers import AutoTokenizer


class Net:
    def __init__(self, tokenizer, encoder):
        self.encoder = encoder
        self.tokenizer = AutoTokenizer.from_pretrained(tokenizer)


class Single:
    def __init__(self, name):
        self.tokenizer = AutoTokenizer.from_pretrained(name)


class Judge:
    def __init__(self, name):
        self.model = AutoTokenizer.from_pretrained(name)
