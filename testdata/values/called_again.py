"""A function that calls itself with less: each call of it from outside stays apart."""

import inspect

from transformers import AutoModel


class Recipe:
    def __init__(self, base=None, revision=None, steps=10):
        self.base = base
        self.revision = revision
        self.steps = steps

    @classmethod
    def of(cls, **given):
        try:
            return cls(**given)
        except TypeError:
            return cls.of(**known_to(cls, given))


def known_to(cls, given):
    names = set(inspect.signature(cls).parameters)
    return {name: value for name, value in given.items() if name in names}


class Quick(Recipe):
    pass


def first():
    recipe = Recipe.of(base="acme/first", steps=3, colour="red")
    AutoModel.from_pretrained(recipe.base)  #? "acme/first"


def second():
    recipe = Recipe.of(base="acme/second", revision="release")
    AutoModel.from_pretrained(recipe.base)  #? "acme/second"


def without_a_name():
    recipe = Quick.of(steps=5)
    AutoModel.from_pretrained(recipe.base)  #? unknown: value is None


first()
second()
without_a_name()
