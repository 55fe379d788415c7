"""The last star import that brings a name wins."""

from one import *  # noqa: F403
from two import *  # noqa: F403

common()  # noqa: F405
only_one()  # noqa: F405
