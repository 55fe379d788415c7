"""Classes of the project whose constructor is that of a class which loads something."""

from sentence_transformers import SentenceTransformer


class Renamed(SentenceTransformer):
    def more(self):
        return self


class Own(SentenceTransformer):
    def __init__(self, name, size):
        super().__init__(f"{name}-{size}")  #? "acme/embed-small"


def load():
    Renamed("acme/embed-large")  #? "acme/embed-large" @ literal:17
    Own("acme/embed", "small")
