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


class Spec:
    def __init__(self, make, path):
        self.make = make
        self.path = path


def of_voices(path):
    return joblib.load(path)  #? "voices.joblib"


def of_faces(path):
    return torch.load(path)  #? "faces.pt"


SPECS = {"voices": Spec(of_voices, "voices.joblib"), "faces": Spec(of_faces, "faces.pt")}
PAIRS = [(of_cars := lambda path: torch.load(path), "cars.pt"), (print, "trees.pt")]  #? "cars.pt"


def run(kind):
    spec = SPECS[kind]
    spec.make(spec.path)
    for function, path in PAIRS:
        function(path)


if __name__ == "__main__":
    run(sys.argv[1])
