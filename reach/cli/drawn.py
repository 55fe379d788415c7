"""`click`, as `rich_click` draws it, or alone where no help can be asked for.

What draws help takes a twentieth of the time of a scan of a small project to load.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

_PROGRAMS = ("reach", "reach.exe", "__main__.py")


def _draws(words: Sequence[str]) -> bool:
    """Whether this process may have to show help: always, unless it is `reach scan` and its words
    ask for none."""
    if os.path.basename("".join(words[:1])) not in _PROGRAMS or words[1:2] != ["scan"]:
        return True
    return any(
        word.startswith("--h") or (word[:1] == "-" != word[1:2] and "h" in word)
        for word in words[2:]
    )


DRAWS = _draws(sys.argv)
"""Whether help is drawn."""

if TYPE_CHECKING:
    from rich_click import *  # noqa: F403
else:
    _SOURCE = import_module("rich_click" if DRAWS else "click")

    def _laid_out(name, **of):
        """Nothing: there is no help to lay out."""
        return lambda function: function

    _UNDRAWN = {"command_panel": _laid_out, "option_panel": _laid_out}

    def __getattr__(name):
        if not DRAWS and name in _UNDRAWN:
            return _UNDRAWN[name]
        return getattr(_SOURCE, name if DRAWS else name.removeprefix("Rich"))
