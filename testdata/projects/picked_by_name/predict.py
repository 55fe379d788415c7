import os

from cog import BasePredictor

from loading import load


class Predictor(BasePredictor):
    def setup(self):
        self.tokenizer = load(os.path.expanduser("acme/Chat-7b"), base=None, name="Chat-7b")

    def predict(self, text: str) -> list:
        return self.tokenizer(text)
