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
