"""Code that was switched off by hand."""

import joblib

import flags
from ends import Base, convert, export, train
from flags import later, loaded, neither
from old import load


def report():
    """The old way stays for those who look for it."""
    if 0:
        return load("old.joblib")
    return joblib.load("new.joblib")


if False:
    joblib.load("never.joblib")

if __name__ == "__main__":
    report()
    later()
    loaded()
    convert()
    train()
    export()
    Base().run()
    if flags.DEBUG or flags.BACKEND == "other":
        joblib.load("elsewhere.joblib")
    if not flags.DEBUG and flags.LATE:
        joblib.load("late_here.joblib")
    flags.versions()
    flags.chosen(input())
    flags.serves()
    neither()
