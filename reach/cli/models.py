"""`reach models PATH...`: what the code loads, from whom, and who gets there."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reach import config
from reach.cli import drawn as click
from reach.cli import shared
from reach.cli.analysis import inventoried
from reach.cli.choices import OneOf
from reach.cli.feed import with_installed
from reach.cli.paths import readable
from reach.cli.show import name_of, prefix_of
from reach.later import later

if TYPE_CHECKING:
    import shutil
else:
    shutil = later("shutil")

FORMATS = ("text", "json", "csv", "cyclonedx")
"""Names of the formats, as `reach.output.inventory.FORMATS` has them; that import is slow."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--format", "form", type=OneOf(FORMATS), default="text", show_default=True)
@click.option("-o", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option(
    "--bom-version",
    type=OneOf(("1.6", "1.7")),
    default="1.6",
    show_default=True,
    help="Version of CycloneDX.",
)
@shared.jobs
@shared.exclude
@shared.rules()
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of other runs.")
@shared.cache_dir("results")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--verbose", "-v", is_flag=True, help="Show every place and every entry point.")
def models(
    paths: tuple[Path, ...],
    form: str,
    file: Path | None,
    bom_version: str,
    jobs: int | None,
    exclude: tuple[str, ...],
    rules: tuple[Path, ...],
    no_cache: bool,
    cache_dir: Path | None,
    no_progress: bool,
    verbose: bool,
) -> None:
    """List what the code under PATH loads.

    Models, adapters, datasets, tokenizers, code and files: each with its publisher, revision and
    format, the places that name it, and the strongest entry point that loads it.
    """
    roots = paths or (Path(),)
    for root in roots:
        readable(root)
    base = config.load(roots[0])
    options = replace(
        with_installed(base),
        jobs=base.jobs if jobs is None else jobs,
        exclude=(*base.exclude, *exclude),
        rules=(*base.rules, *rules),
        cache=base.cache and not no_cache,
        cache_dir=cache_dir or base.cache_dir,
    )

    found = inventoried(roots, options, told=not no_progress)

    from reach.output import inventory
    from reach.output.text import wants_color
    from reach.output.write import write

    shown = inventory.Options(
        width=shutil.get_terminal_size((100, 24)).columns,
        color=file is None and wants_color(sys.stdout, os.environ),
        verbose=verbose,
        prefix=prefix_of(Path(found.root), Path.cwd()),
        name=name_of(roots[0]),
        bom_version=bom_version,
    )
    write(inventory.FORMATS[form](found, shown), file)
