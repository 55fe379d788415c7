"""Objects that only share a shape are told apart by their class."""

from typing import Protocol


class Store(Protocol):
    def put(self, key): ...


class Memory:
    def put(self, key):
        return key


class Disk:
    def put(self, key):
        return [key]


def save(store: Store):
    store.put("a")


save(Disk())
