"""A class that handles assignments itself decides whether a setter runs."""


class Gauge:
    def __setattr__(self, name, value):
        if name.startswith("_"):
            self.__dict__[name] = value
        else:
            object.__setattr__(self, name, value)

    @property
    def level(self):
        return self._level

    @level.setter
    def level(self, value):
        self._level = value


class Meter(Gauge):
    def __setattr__(self, name, value):
        super().__setattr__(name, value)

    @property
    def unit(self):
        return self._unit

    @unit.setter
    def unit(self, value):
        self._unit = value


class Plain:
    @property
    def size(self):
        return 1

    @size.setter
    def size(self, value):
        pass


def fill(gauge):
    gauge.level = 3


def name(meter):
    meter.unit = "bar"


def widen(plain):
    plain.size = 2


fill(Meter())
name(Meter())
widen(Plain())
