"""What a project allows, and what of it a change breaks."""

from reach.policy.gate import gate
from reach.policy.read import NAME, find, parse, read

__all__ = ["NAME", "find", "gate", "parse", "read"]
