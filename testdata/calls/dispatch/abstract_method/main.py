"""An abstract base runs the method of its only implementation."""

from abc import ABC, abstractmethod


class Reader(ABC):
    def load(self):
        return self.read()

    @abstractmethod
    def read(self):
        raise NotImplementedError


class FileReader(Reader):
    def read(self):
        return b""


FileReader().load()
