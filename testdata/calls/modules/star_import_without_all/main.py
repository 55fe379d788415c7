"""Without __all__ a star import brings all public names."""

from parts import *  # noqa: F403

front()  # noqa: F405
back()  # noqa: F405
