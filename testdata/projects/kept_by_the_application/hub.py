"""Models by name."""

from transformers import AutoTokenizer


class Hub:
    """What was loaded last."""

    def __init__(self, first):
        self.load(first)

    def load(self, name):
        """Load another one."""
        self.tokenizer = AutoTokenizer.from_pretrained(name)
