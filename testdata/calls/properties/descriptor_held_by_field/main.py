"""A descriptor that an object holds is not asked by it; one that its class holds is."""

from dataclasses import dataclass, field


class Event:
    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        return self if instance is None else Bound(self, instance)


class Bound:
    def __init__(self, event, machine):
        self.event = event
        self.machine = machine

    def send(self):
        return self.event.name


@dataclass
class Trigger:
    event: Event = field(compare=False)
    delay: int = 0


class Machine:
    start = Event("start")


def fire(machine):
    return machine.start.send()


def describe(trigger):
    return trigger.event.name


machine = Machine()
fire(machine)
describe(Trigger(Event("stop")))
