"""The command line: one module for each command, and the only place that exits."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from click.exceptions import NoSuchCommand

from reach import __version__
from reach.cli import drawn as click
from reach.cli.terminal import said, warn
from reach.errors import ReachError
from reach.lasting import ends_soon

_MODULES = {"attest": "lock"}
"""Modules that hold commands of other names."""

COMMANDS = (
    "scan",
    "fix",
    "models",
    "callgraph",
    "rules",
    "explain",
    "gate",
    "feed",
    "lock",
    "attest",
    "publishers",
    "lsp",
    "upload",
    "sweep",
)
"""Every command, in the order of the help text."""


class _Commands(click.RichGroup):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, as `COMMANDS` orders them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            raise NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module = import_module(f"reach.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = getattr(module, cmd_name)
        return command


HELP = {
    "theme": "default-slim",
    "max_width": 100,
    "text_markup": None,
    "text_paragraph_linebreaks": "\n\n",
    "padding_helptext_first_line": (0, 0, 1, 0),
    "default_string": "[default: {}]",
    "options_table_column_types": ["opt_short", "opt_long_metavar", "help"],
}
"""How help is laid out; only help loads what draws it."""


@click.group(
    cls=_Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        **({"rich_help_config": HELP} if click.DRAWS else {}),
    },
    epilog="`reach COMMAND --help` tells more. Start with `reach scan`, in a repository.",
)
@click.command_panel("See", commands=["scan", "models", "callgraph", "rules", "explain"])
@click.command_panel("Repair", commands=["fix", "lsp"])
@click.command_panel("Decide", commands=["gate", "lock", "attest", "publishers", "feed"])
@click.command_panel("Many repositories", commands=["sweep"])
@click.version_option(__version__, prog_name="reach", message="%(prog)s %(version)s")
def reach() -> None:
    """Find which entry point loads which model, through which calls, and whether that is safe.

    Nothing that is scanned is executed or imported, and a scan uses no network.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status, without taking apart what it made."""
    ends_soon()
    status = run(arguments)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # the reader has gone, or a server has closed them
        sys.exit(status)
    if os.environ.get("REACH_DEBUG"):
        sys.exit(status)
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. Errors become one line on stderr."""
    try:
        status = reach.main(arguments, "reach", standalone_mode=False, obj=_words(arguments))
    except click.ClickException as error:
        return _fail(error.format_message(), 2)
    except ReachError as error:
        return _fail(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _fail("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone
        return 0
    except Exception as error:
        if os.environ.get("REACH_DEBUG"):
            raise
        kind = type(error).__name__
        return _fail(f"internal error: {kind}: {error} (REACH_DEBUG=1 shows where)", 2)
    return status if isinstance(status, int) else 0


def _words(arguments: Sequence[str] | None) -> tuple[str, ...]:
    """The words of the command; what they show may be shown again."""
    said.clear()
    return tuple(sys.argv[1:] if arguments is None else arguments)


def _fail(message: str, status: int) -> int:
    from reach.records.secrets import without_values

    warn(without_values(message, os.environ))
    return status
