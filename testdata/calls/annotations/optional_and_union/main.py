"""Every class of a union is possible; None is nobody."""

from typing import Optional, Union


class Local:
    def open(self):
        return 1


class Remote:
    def open(self):
        return 2


def one(store: Optional[Local]):
    return store.open() if store else None


def either(store: Union[Local, Remote]):
    return store.open()


def modern(store: Local | Remote | None = None):
    return store.open()
