"""`reach rules`: what reach looks for."""

import os
import sys
from pathlib import Path

from reach.cli import drawn as click
from reach.cli import shared


@click.command()
@shared.rules("extra")
def rules(extra: tuple[Path, ...]) -> None:
    """List the rules, most severe first."""
    from reach.output.rules import listed
    from reach.output.text import wants_color
    from reach.output.write import write
    from reach.rules.load import load

    write(listed(load(extra).rules, color=wants_color(sys.stdout, os.environ)))
