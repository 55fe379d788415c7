"""Hooks are called by whoever registers them."""

import atexit
import signal


def goodbye():
    return None


def interrupted(number, frame):
    return number


def install():
    atexit.register(goodbye)
    signal.signal(signal.SIGTERM, interrupted)


install()
