"""Fire makes a command of each method of a class, and of an object."""

from pathlib import Path

import fire
import joblib

from reading import read


class Tool:
    def __init__(self, folder="data"):
        self.folder = folder

    def show(self, path="faces.pkl"):
        print(read(path))

    def arrays(self):
        print(read("arrays.joblib"))

    def _hidden(self):
        joblib.load("hidden.joblib")


class More(Tool):
    def more(self):
        joblib.load(Path(self.folder) / "more.joblib")


if __name__ == "__main__":
    fire.Fire(More)
