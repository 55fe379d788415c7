"""Callbacks that wait in a queue ordered by time."""

import heapq
from heapq import heappop


class Clock:
    def __init__(self):
        self._queue = []

    def schedule(self, when, callback):
        heapq.heappush(self._queue, (when, callback))

    def step(self):
        _, callback = heappop(self._queue)
        callback()


class Event:
    def __init__(self, clock):
        self.callbacks = []
        clock.schedule(1, self.fire)

    def fire(self):
        for callback in self.callbacks:
            callback(self)


def ring(event):
    return event


def run():
    clock = Clock()
    event = Event(clock)
    event.callbacks.append(ring)
    clock.step()


run()
