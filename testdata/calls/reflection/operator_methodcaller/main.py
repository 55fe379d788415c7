"""A method named by methodcaller and an attribute by attrgetter."""

from operator import attrgetter, methodcaller


class Job:
    def start(self):
        return 1

    def stop(self):
        return 2


def run():
    job = Job()
    methodcaller("start")(job)
    return attrgetter("stop")(job)()


run()
