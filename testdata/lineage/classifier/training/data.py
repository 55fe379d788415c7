"""Rows of a file, for torch."""

import json

from torch.utils.data import Dataset


def read(path):
    with open(path) as handle:
        return json.load(handle)


class Reviews(Dataset):
    def __init__(self, path, tokenizer):
        self.rows = read(path)
        self.tokenizer = tokenizer

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, number):
        return self.tokenizer(self.rows[number]["text"])
