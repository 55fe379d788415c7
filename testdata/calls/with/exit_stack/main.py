"""An ExitStack enters managers and runs callbacks on leaving."""

from contextlib import ExitStack


class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return None

    def touch(self):
        return 1


def goodbye(name):
    return name


def run():
    with ExitStack() as stack:
        lock = stack.enter_context(Lock())
        stack.callback(goodbye, "x")
        lock.touch()


run()
