"""A folder of scripts with an `__init__.py`: the imports start in it."""

from steps.first import run

run()
