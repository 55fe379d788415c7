"""Converters and validators of fields are called where an object is made."""

import attr
from attrs import define, field


class Path:
    def __init__(self, text):
        self.text = text

    def read(self):
        return self.text


def positive(record, attribute, value):
    return value > 0


def parse(text):
    return Path(text)


@define
class Options:
    path = field(converter=parse, default="config")
    size: int = field(default=1, validator=[positive])
    name = attr.ib(default="")

    @size.validator
    def _whole(self, attribute, value):
        return value == int(value)

    def __attrs_post_init__(self):
        self.path.read()


@attr.s
class Place:
    path = attr.ib(converter=Path)

    def read(self):
        return self.path.read()


Options(size=2)
Place("here").read()
