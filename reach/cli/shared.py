"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reach.cli import drawn as click

Option = Callable[[Any], Any]

exclude: Option = click.option(
    "--exclude", multiple=True, metavar="GLOB", help="Leave files out; repeatable."
)

jobs: Option = click.option(
    "--jobs", type=click.IntRange(min=0), metavar="N", help="Worker processes."
)


def rules(*names: str, exists: bool = False) -> Option:
    """More rulesets; `names` is what the function calls them."""
    return click.option(
        "--rules",
        *names,
        multiple=True,
        type=click.Path(path_type=Path, exists=exists),
        metavar="PATH",
        help="Add a ruleset: a TOML file or a folder of them.",
    )


def cache_dir(what: str) -> Option:
    """Where something is kept."""
    return click.option(
        "--cache-dir",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=f"Where {what} are kept.  [default: your cache folder]",
    )
