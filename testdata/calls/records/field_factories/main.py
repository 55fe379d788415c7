"""Fields that a factory fills are receivers."""

import dataclasses
from dataclasses import dataclass

import attr
from attrs import define, Factory
from attrs import field


class Log:
    def write(self):
        return 1


class Store:
    def put(self):
        return 1


def make():
    return Store()


@dataclass
class A:
    log: object = dataclasses.field(default_factory=Log)
    store: object = dataclasses.field(default_factory=lambda: Store())

    def run(self):
        self.log.write()
        self.store.put()


@attr.s
class B:
    log = attr.ib(default=attr.Factory(Log))
    store = attr.ib(factory=make)
    third = attr.ib()

    @third.default
    def _third(self):
        return Log()

    def run(self):
        self.log.write()
        self.store.put()
        self.third.write()


@define
class C:
    log: object = Factory(Log)
    store: object = field(factory=Store)
    other: object = Factory(lambda self: self.build(), takes_self=True)

    def build(self):
        return Store()

    def run(self):
        self.log.write()
        self.store.put()
        self.other.put()


@attr.s(auto_attribs=True)
class D:
    log: object = attr.ib(default=attr.Factory(Log))
    name: str = attr.ib(converter=str, default="")
    text: str = attr.ib(validator=attr.validators.instance_of(str), default="")

    def run(self):
        self.log.write()


A().run()
B().run()
C().run()
D().run()
