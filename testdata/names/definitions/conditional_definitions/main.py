"""A function that is defined differently on two branches."""

import sys

if sys.platform == "win32":

    def separator():
        return windows()

else:

    def separator():
        return posix()


def windows():
    return ";"


def posix():
    return ":"


separator()
