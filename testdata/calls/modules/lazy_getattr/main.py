"""A package that imports its names when they are first asked for."""

import lazy

lazy.Heavy().run()
