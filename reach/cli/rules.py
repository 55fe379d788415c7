"""`reach rules`: what reach looks for."""

import os
import sys
from pathlib import Path

import rich_click as click


@click.command()
@click.option(
    "--rules",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Add a ruleset: a TOML file or a folder of them.",
)
def rules(extra: tuple[Path, ...]) -> None:
    """List the rules, most severe first."""
    from reach.output.rules import listed
    from reach.output.text import wants_color
    from reach.output.write import write
    from reach.rules.load import load

    write(listed(load(extra).rules, color=wants_color(sys.stdout, os.environ)))
