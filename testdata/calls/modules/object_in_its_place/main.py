"""A package that puts an object in its own place, which imports parts when they are asked for."""

from models import Bert, build

Bert().run()
build()
