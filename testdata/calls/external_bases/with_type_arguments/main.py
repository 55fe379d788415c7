"""Bases with type arguments are the classes of Python that they name."""
import typing

T = typing.TypeVar("T")
K = typing.TypeVar("K")


class Shelf(list[T]):
    def __len__(self):
        return 1


class Index(typing.Dict[K, T]):
    pass


class Drawer:
    def __init__(self, keys):
        self.keys = keys

    def contents(self):
        return "papers"


def open_any(thing):
    return thing.contents().upper()


def told():
    shelf = Shelf()
    if shelf:
        shelf.append(1)
    return Index().setdefault("a", 1)


open_any(Shelf())
open_any(Index())
open_any(None)
open_any(Drawer(told()))
