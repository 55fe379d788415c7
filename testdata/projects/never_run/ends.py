"""Functions that have no way out: what stands after their calls is reached by nobody."""

import sys

import joblib


def refuse(what):
    """Ends the program."""
    print(what, "is gone", file=sys.stderr)
    sys.exit(2)


def removed(what):
    raise RuntimeError(what)


def convert():
    removed("convert")
    return joblib.load("converted.joblib")


def train(legacy=False):
    if legacy:
        refuse("legacy")
        return joblib.load("legacy.joblib")
    return joblib.load("trained.joblib")


def export():
    try:
        removed("export")
    except RuntimeError:
        pass
    return joblib.load("exported.joblib")


class Base:
    """What only raises here may do something in an heir."""

    def check(self):
        raise NotImplementedError

    def run(self):
        self.check()
        return joblib.load("checked.joblib")
