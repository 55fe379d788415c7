"""A package whose star import, for type checkers only, is of one that answers for any name."""

from shop import tools

tools.sharpen()
