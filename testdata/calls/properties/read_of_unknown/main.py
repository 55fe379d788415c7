"""Nobody calls these functions: what they read tells whose properties it is."""

from functools import cached_property


class Station:
    def __init__(self, name):
        self.name = name
        self.position = 0

    @property
    def timetable(self):
        return [self.name]

    @cached_property
    def platforms(self):
        return list(range(4))

    @property
    def label(self):
        return self.name

    @property
    def size(self):
        return 4


class Train:
    def __init__(self, label):
        self.label = label
        self.speed = 80


def show(station):
    for line in station.timetable:
        print(line, len(station.platforms))


def sign(station):
    print(station.label, station.position)


def either(thing):
    print(thing.label)


def measure(thing):
    return thing.size * thing.position


def wrong(train):
    return train.timetable, train.speed
