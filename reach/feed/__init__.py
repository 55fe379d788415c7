"""The feed of compromised models: read, matched, updated and checked for its signature."""

from reach.feed.load import load
from reach.feed.match import Hit, Matcher

__all__ = ["Hit", "Matcher", "load"]
