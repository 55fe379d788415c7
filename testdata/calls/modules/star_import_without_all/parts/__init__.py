"""Gathers the parts."""

from .front import front
from .back import *  # noqa: F403
