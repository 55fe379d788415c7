"""A timer's function may be a partial."""

import threading
from functools import partial


def expire(key):
    return key


def schedule(key):
    timer = threading.Timer(0, partial(expire, key))
    timer.start()
    timer.join()


schedule("a")
