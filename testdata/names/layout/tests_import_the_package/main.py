"""The package beside its tests."""

from kit.core import start

start()
