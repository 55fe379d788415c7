"""A package that hands on a constant of one of its modules."""

from .constants import EXPORTED
from .sub.loader import load

__all__ = ["EXPORTED", "load"]
