"""Objects of a dictionary class that are made from each other's items, in a loop."""

import sys

from transformers import AutoModel


class Box(dict):
    """A dictionary with a name of its own."""


def turned(turns):
    one, two, three = Box(name="org/a"), Box(name="org/b"), Box(name="org/c")
    for _ in turns:
        one = Box(**two)
        two = Box(**three)
        three = Box(**one)
    return one["name"]


AutoModel.from_pretrained(turned(sys.argv))  #? "org/a" @ literal:13 | "org/b" @ literal:13 | "org/c" @ literal:13
