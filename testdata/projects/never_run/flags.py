"""Flags that the code says itself: those that nobody else sets decide what runs."""

import joblib

DEBUG = False
BACKEND = "joblib"
LATE = False


def loaded():
    if DEBUG:
        return joblib.load("debug.joblib")
    if BACKEND == "other":
        return joblib.load("other.joblib")
    if LATE:
        return joblib.load("late.joblib")
    return None


def later():
    """What is set by somebody may be set."""
    global LATE
    LATE = True


def neither():
    """What stands behind the end is not run, nor what is switched off together."""
    if __debug__ and False:
        return joblib.load("together.joblib")
    raise NotImplementedError
    return joblib.load("behind.joblib")


def versions():
    """Python 2 runs none of this; which release of Python 3 does is not known."""
    import sys

    if sys.version_info < (3, 0) or sys.version_info[0] == 2:
        return joblib.load("two.joblib")
    if sys.version_info.major >= 3 and sys.version_info >= (3, 9):
        joblib.load("three.joblib")
    return None


def serves():
    """Behind a loop that nothing ends; an exception that is caught leaves it."""
    try:
        while True:
            print(joblib.load("served.joblib"))
    except KeyboardInterrupt:
        joblib.load("stopped.joblib")
    while 1:
        pass
    joblib.load("after.joblib")


ROWS = {"plain": {"name": "plain.joblib"}, "both": {"name": "b.joblib", "more": "more.joblib"}}


def chosen(name):
    """A row of a table is no flag, though the table is called like one."""
    row = ROWS[name]
    if "more" in row:
        return joblib.load(row["more"])
    return None
