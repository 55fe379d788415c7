"""`click`, as `rich_click` draws it, or alone where no help can be asked for.

What draws help takes a twentieth of the time of a scan of a small project to load.
"""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

_PROGRAMS = ("reach", "reach.exe", "__main__.py")


def _draws(words: Sequence[str]) -> bool:
    """Whether this process may have to show help: always, unless it is `reach scan` and its words
    ask for none."""
    if os.path.basename(words[0]) not in _PROGRAMS or words[1:2] != ["scan"]:
        return True
    return any(
        word.startswith("--h") or (word[:1] == "-" != word[1:2] and "h" in word)
        for word in words[2:]
    )


DRAWS = _draws(sys.argv)
"""Whether help is drawn."""

if TYPE_CHECKING or DRAWS:
    from rich_click import (
        Abort,
        Choice,
        ClickException,
        Command,
        Context,
        FloatRange,
        IntRange,
        Parameter,
        Path,
        RichGroup,
        argument,
        command,
        command_panel,
        echo,
        get_current_context,
        group,
        option,
        option_panel,
        version_option,
    )
else:
    from click import (
        Abort,
        Choice,
        ClickException,
        Command,
        Context,
        FloatRange,
        IntRange,
        Parameter,
        Path,
        argument,
        command,
        echo,
        get_current_context,
        group,
        option,
        version_option,
    )
    from click import Group as RichGroup

    def command_panel(name, **of):
        """Nothing: there is no help to lay out."""
        return lambda function: function

    option_panel = command_panel

__all__ = [
    "DRAWS",
    "Abort",
    "Choice",
    "ClickException",
    "Command",
    "Context",
    "FloatRange",
    "IntRange",
    "Parameter",
    "Path",
    "RichGroup",
    "argument",
    "command",
    "command_panel",
    "echo",
    "get_current_context",
    "group",
    "option",
    "option_panel",
    "version_option",
]
