"""A thread of our own runs its run method when it is started."""

import threading


class Worker(threading.Thread):
    def __init__(self, task):
        super().__init__()
        self.task = task

    def run(self):
        self.step()

    def step(self):
        return self.task


worker = Worker("a")
worker.start()
worker.join()
