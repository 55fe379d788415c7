"""Attributes that an object takes from a mapping all at once."""

import os

from transformers import AutoModel

SETTINGS = {"model": os.getenv("MODEL", "org/settings"), "size": 3}
MORE = {"model": "org/more"}


class Updated:
    name = "org/default"

    def __init__(self, **entries):
        self.__dict__.update(entries)


class Assigned:
    def __init__(self, entries):
        self.__dict__ = entries


class Named:
    def __init__(self, entries):
        vars(self).update(**entries)


class Set:
    def __init__(self, **entries):
        for key, value in entries.items():
            setattr(self, key, value)


class Wrapped:
    def __init__(self, **entries):
        for key, value in entries.items():
            setattr(self, key, len(value))


AutoModel.from_pretrained(Updated(**SETTINGS).model)  #? "org/settings" @ environment default:7
AutoModel.from_pretrained(Updated(**MORE).model)  #? "org/more" @ literal:8
AutoModel.from_pretrained(Updated(**MORE).name)  #? "org/default" @ literal:12
AutoModel.from_pretrained(Updated(name="org/given").name)  #? "org/given" @ literal:43 | "org/default" @ literal:12
AutoModel.from_pretrained(Assigned(MORE).model)  #? "org/more" @ literal:8
AutoModel.from_pretrained(Named(MORE).model)  #? "org/more" @ literal:8
AutoModel.from_pretrained(Set(**MORE).model)  #? "org/more" @ literal:8
AutoModel.from_pretrained(Wrapped(**MORE).model)  #? unknown: attribute model of Wrapped is never assigned
