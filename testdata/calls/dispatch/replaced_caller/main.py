"""A method asks `self` for another one: not for that of a class which replaced the first."""

import codecs
import sys


class Task:
    def run(self):
        self.prepare()
        return self.label

    def prepare(self):
        return None

    @property
    def label(self):
        return "task"


class Quick(Task):
    """Has all of it."""

    def prepare(self):
        return 1


class Silent(Task):
    """Never gets to `Task.run`."""

    def run(self):
        return None

    def prepare(self):
        return 2

    @property
    def label(self):
        return "silent"


class Loud(Task):
    """Gets there through `super`."""

    def run(self):
        return super().run()

    def prepare(self):
        return 3


class Named(Task):
    """Gets there by the name of the class, in another method."""

    def run(self):
        return self.plainly()

    def plainly(self):
        return Task.run(self)

    def prepare(self):
        return 4


class Calm(Silent):
    """Inherits what replaced it."""

    def prepare(self):
        return 5


class Mixin:
    def run(self):
        return 6


class Mixed(Mixin, Task):
    """Replaced by the other base."""

    def prepare(self):
        return 6


NAMES = "Task Quick Silent Loud Named Calm Mixed"


def make(name) -> Task:
    return vars(sys.modules[__name__])[name]()


def run(task: Task):
    return task.run()


def prepare(task: Task):
    return task.prepare()


for name in codecs.decode(codecs.encode(NAMES, "rot13"), "rot13").split():
    run(make(name))
    prepare(make(name))
Silent().label
