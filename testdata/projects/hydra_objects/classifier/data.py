from datasets import load_dataset


class Rows:
    def __init__(self, source, split):
        self.source = source
        self.split = split

    def prepare(self):
        return load_dataset(self.source, split=self.split)
