"""What a base class hands to a method of one heir is that heir's."""

import sys

import joblib
import torch


class Reader:
    file = None

    def read(self):
        return self.open(f"store/{self.file}")

    @classmethod
    def first(cls):
        return cls.shared(cls.file)


class Linear(Reader):
    file = "linear.joblib"

    def open(self, path):
        return joblib.load(path)  #? "store/linear.joblib"

    @classmethod
    def shared(cls, path):
        return joblib.load(path)  #? "linear.joblib"


class Deep(Reader):
    file = "deep.pt"

    def open(self, path):
        return torch.load(path)  #? "store/deep.pt"

    @classmethod
    def shared(cls, path):
        return torch.load(path)  #? "deep.pt"


READERS = {"linear": Linear, "deep": Deep}


if __name__ == "__main__":
    READERS[sys.argv[1]]().read()
    READERS[sys.argv[1]].first()
