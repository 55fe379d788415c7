"""Exports the function of the module that has its name."""

from kit.render import render
