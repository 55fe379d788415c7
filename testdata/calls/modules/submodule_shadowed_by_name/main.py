"""A name of the package hides the submodule of that name."""

from kit import render

render()
