"""A generator becomes a context manager; the name is what it yields."""

from contextlib import contextmanager


class Handle:
    def write(self):
        return 1


def prepare():
    return Handle()


def release(handle):
    return handle


@contextmanager
def opened():
    handle = prepare()
    try:
        yield handle
    finally:
        release(handle)


def save():
    with opened() as target:
        target.write()


save()
