from collections import UserList
from itertools import groupby
from operator import attrgetter


class Step:
    phase = "early"

    def run(self):
        return 1


class Wash(Step):
    def run(self):
        return 2


class Dry(Step):
    def run(self):
        return 3


class Fold(Step):
    def run(self):
        return 4


class Register(list):
    """Keeps classes of steps."""

    def add(self, *steps):
        for step in steps:
            self.append(step)

    def only(self, kind=Step):
        return [step for step in self if issubclass(step, kind)]

    def by_phase(self):
        steps = self.only()
        return {phase: list(found) for phase, found in groupby(steps, key=attrgetter("phase"))}


class Strict(list):
    """Another register, whose steps are its own."""

    def append(self, step):
        super().append(check(step))


class Own(list):
    """Says itself what it holds."""

    def __iter__(self):
        yield Fold


class Queue(UserList):
    pass


def check(step):
    return step


register = Register()
register.add(Wash, Dry)
strict = Strict()
strict.append(Fold)
own = Own()
own.append(Wash)
queue = Queue([Dry])
queue.extend([Fold])


def everything():
    for step in register.only():
        step().run()


def phases(name):
    for step in register.by_phase()[name]:
        made = step()
        made.run()


def strictly():
    for step in strict:
        step().run()


def first():
    return strict[0]().run()


def own_ones():
    for step in own:
        step().run()


def queued():
    for step in queue:
        step().run()


everything()
phases("early")
strictly()
first()
own_ones()
queued()
