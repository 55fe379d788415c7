"""Jobs."""

from worker import queue


def work():
    return queue.take()
