"""An attribute of self holds what the constructor put there."""


class Tokenizer:
    def encode(self, text):
        return text


class Pipeline:
    def __init__(self):
        self.tokenizer = Tokenizer()

    def run(self, text):
        return self.tokenizer.encode(text)


Pipeline().run("a")
