"""A star import brings all that a long __all__ names, and no more."""

from codes import *  # noqa: F403

describe(CODE_3)  # noqa: F405
try:
    hidden()  # noqa: F405
except NameError:
    pass
