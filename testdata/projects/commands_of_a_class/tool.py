"""Fire makes a command of each method of a class, and of an object."""

import fire
import joblib

from reading import read


class Tool:
    def __init__(self, kept="more.joblib"):
        self.kept = kept

    def show(self, path="faces.pkl"):
        print(read(path))

    def arrays(self):
        print(read("arrays.joblib"))

    def _hidden(self):
        joblib.load("hidden.joblib")


class More(Tool):
    def more(self):
        joblib.load(self.kept)


if __name__ == "__main__":
    fire.Fire(More)
