"""A folder of modules, imported from the root."""

from models.net import build

build()
