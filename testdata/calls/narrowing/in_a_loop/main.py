"""What a loop narrows: the test is a built-in that the loop reads anew on each turn."""

import json


class Step:
    def apply(self):
        return 1


class Named:
    def apply(self):
        return 2


def run(steps):
    for step in steps:
        if isinstance(step, str):
            step = Step()
        if isinstance(step, Step):
            step.apply()


def read(text):
    for entry in json.loads(text):
        if isinstance(entry, Named):
            entry.apply()


run(["a", Step(), Named()])
read("[]")
