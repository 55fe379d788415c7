"""Handlers given to an object of another library, plain and bound."""

import sched
import time


class Job:
    def run(self):
        return 1


def tick(name):
    return name


def start():
    clock = sched.scheduler(time.time)
    clock.enter(0, 1, tick, ("a",))
    clock.enter(0, 1, Job().run)
    clock.run()


start()
