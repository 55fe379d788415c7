"""Functions, classes and objects of another module."""

import tools

tools.clean("a")
tools.Parser().parse("b")
tools.default.parse("c")
tools.__dict__["scrub"]("d")
