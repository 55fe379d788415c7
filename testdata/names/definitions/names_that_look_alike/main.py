"""A module, a package and a function with names that resemble each other."""

import load
from loads import load as loaded

load.run()
loaded()
