"""`reach publishers`: whose models the code loads, and what is known about them."""

from dataclasses import replace
from pathlib import Path

from reach import config
from reach.cli import drawn as click
from reach.cli.choices import OneOf
from reach.cli.feed import with_installed
from reach.cli.paths import readable
from reach.cli.terminal import progress


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option("--format", "form", type=OneOf(("text", "json")), default="text")
@click.option("-o", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
def publishers(path: Path, form: str, file: Path | None, no_progress: bool) -> None:
    """Score those whose models the code under PATH loads from a hub.

    From the signatures, cards, formats and licenses in models.lock, from the feed of compromised
    models, and from the pins of the code. Every score comes with its inputs and their weights;
    of whom nothing is locked, there is none.
    """
    readable(path)
    options = replace(with_installed(config.load(path)), min_grade="dormant")

    from reach import feed, scan
    from reach.output import publishers as output
    from reach.output.write import write
    from reach.policy.publishers import publishers as scored
    from reach.policy.publishers import weights

    with progress(not no_progress) as tell:
        report = scan.scan([path], options, tell)
    found = scored(report, feed.load(options.feeds), weights())
    write(output.document(found) if form == "json" else output.text(found), file)
