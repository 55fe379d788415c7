"""Collections of the standard library hold values too."""

from collections import defaultdict, deque


class Bucket:
    def add(self, item):
        return item


def task():
    return 1


def run():
    buckets = defaultdict(Bucket)
    buckets["a"].add(1)
    waiting = deque([task])
    return waiting.popleft()()


run()
