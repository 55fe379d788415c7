"""What one function puts into a queue another takes out."""

import asyncio
import queue
from collections import deque


class Job:
    """Work to be done."""

    def __init__(self, name):
        self.name = name

    def run(self):
        return self.name


class Note:
    """Something to be told."""

    def tell(self):
        return "told"


class Worker:
    """Takes jobs from its queue, and notes from another."""

    def __init__(self):
        self.jobs = queue.Queue()
        self.notes = queue.SimpleQueue()

    def add(self, job):
        self.jobs.put(job, True)

    def work(self):
        while not self.jobs.empty():
            job = self.jobs.get()
            job.run()
        self.notes.get_nowait().tell()


class Line:
    """Waits for its turn."""

    def __init__(self):
        self.waiting = deque()

    def join(self, note):
        self.waiting.append(note)

    def call(self):
        self.waiting.popleft().tell()


async def produce(messages):
    await messages.put(Note())


async def consume(messages):
    message = await messages.get()
    message.tell()


async def talk():
    messages = asyncio.Queue()
    await produce(messages)
    await consume(messages)


worker = Worker()
worker.add(Job("a"))
worker.notes.put(Note())
worker.work()
line = Line()
line.join(Note())
line.call()
asyncio.run(talk())
