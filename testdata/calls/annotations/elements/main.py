"""The element of an annotated list and the value of an annotated mapping."""

from collections.abc import Mapping, Sequence


class Step:
    def run(self):
        return 1


def run_all(steps: list[Step]):
    for step in steps:
        step.run()


def run_first(steps: Sequence["Step"]):
    return steps[0].run()


def run_named(steps: Mapping[str, Step], name: str):
    return steps[name].run()
