"""Functions that hand on what they were given, one to the next."""

import torch
from transformers import AutoModel


def one(name, revision=None):
    return two(name, revision)


def two(name, revision):
    return three(revision, name)


def three(revision, name):
    return four(name=name, revision=revision)


def four(name, revision):
    return five(name, revision=revision)


def five(name, revision):
    return six(name, revision)


def six(name, revision):
    return AutoModel.from_pretrained(name, revision=revision)  #? "org/first" @ literal:31 revision="v1" | "org/second" @ literal:32 revision=none


one("org/first", "v1")
one("org/second")


def outer(*args, **options):
    return middle(*args, **options)


def middle(*args, **options):
    return inner(*args, **options)


def inner(*args, **options):
    return innermost(*args, **options)


def innermost(*args, **options):
    return last("weights", *args, **options)


def last(folder, name, *, safe):
    if safe:
        return None
    return torch.load(f"{folder}/{name}.pt")  #? "weights/first.pt" | "weights/second.pt"


outer("first", safe=False)
outer(name="second", safe=False)
outer("third", safe=True)


def wraps(*args):
    return changed(*args[1:])


def changed(*args):
    return torch.load(args[0])  #? "after.pt" @ literal:70


wraps("before.pt", "after.pt")


def adds(**options):
    options["name"] = "added.pt"
    return loads(**options)


def loads(name="default.pt", **options):
    return torch.load(name)  #? "added.pt" @ literal:74


adds(name="given.pt")
adds()
