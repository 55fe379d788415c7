"""A star import brings what __all__ names, private names included."""

from library import *  # noqa: F403

visible()  # noqa: F405
_listed()  # noqa: F405
try:
    hidden()  # noqa: F405
except NameError:
    pass
