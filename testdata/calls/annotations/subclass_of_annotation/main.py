"""An annotated receiver may be an object of a subclass that overrides."""

from abc import ABC, abstractmethod


class Index(ABC):
    @abstractmethod
    def search(self):
        raise NotImplementedError


class Flat(Index):
    def search(self):
        return 1


class Tree(Index):
    def search(self):
        return 2


def ask(index: Index):
    return index.search()
