"""`reach sweep`: many repositories, and questions about them. `reach sweep SOURCES` is `run`."""

import os

from reach.cli import drawn as click
from reach.cli.choices import suggestion
from reach.cli.sweep.ask import changes, query, status
from reach.cli.sweep.matching import rematch
from reach.cli.sweep.out import dashboard, export, notify, sarif, upload
from reach.cli.sweep.run import run
from reach.errors import UsageError


class _Runs(click.RichGroup):
    """A group whose first word may be left out: what is no command is given to `run`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words, with `run` before them where no command is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            self._not_meant(args[0])
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def _not_meant(self, word: str) -> None:
        """Complain about a word that is nearly a command, and nothing that could be swept."""
        hint = suggestion(word, self.commands)
        if hint and ":" not in word and not os.path.lexists(word):
            raise UsageError(f"{word}: no such file or folder{hint}")


@click.group(cls=_Runs)
@click.command_panel("Work", commands=["run", "rematch"])
@click.command_panel("Ask", commands=["status", "changes", "query"])
@click.command_panel("Tell others", commands=["dashboard", "export", "sarif", "upload", "notify"])
def sweep() -> None:
    """Scan many repositories, and keep what was found with its history.

    `reach sweep SOURCES` is short for `reach sweep run SOURCES`. Needs the extra `sweep`:
    pip install 'modelreach[sweep]'.
    """


_COMMANDS = (
    run,
    status,
    changes,
    query,
    rematch,
    dashboard,
    export,
    sarif,
    upload,
    notify,
)
for _command in _COMMANDS:
    sweep.add_command(_command)
