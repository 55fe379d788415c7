"""Reads what is known about rules, sinks and entry points from `rulesets/`."""

from reach.rules.home import home
from reach.rules.match import NameIndex

__all__ = ["NameIndex", "home"]
