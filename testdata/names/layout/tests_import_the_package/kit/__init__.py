"""The kit."""

from kit.core import start
