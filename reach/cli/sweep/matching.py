"""`reach sweep rematch`: what a newer feed says of everything that is known to be loaded."""

from pathlib import Path

from reach import config
from reach.cli import drawn as click
from reach.cli.feed import with_installed
from reach.cli.sweep.out import told
from reach.cli.sweep.places import opened, stored


@click.command()
@stored
@click.option("--webhook", metavar="URL", help="Tell what is new: reach sweep notify.")
def rematch(where: str, webhook: str | None) -> None:
    """Match everything that is loaded with the feed as it is now, without scanning.

    The feed is the one that comes with reach, the installed one, and what the configuration of the
    current folder adds. Repositories about which it says something else are scanned again in the
    next sweep.
    """
    options = with_installed(config.load(Path()))
    with opened(where) as store:
        from reach.feed import load
        from reach.sweep.run import rematch_alone

        done = rematch_alone(store, load(options.feeds))
        if webhook:
            told(store, webhook)
    if not done.artifacts:
        click.echo("the feed is the one that everything was matched with")
        return
    artifacts, found, changed = (
        f"{n} {noun if n == 1 else nouns}"
        for n, noun, nouns in (
            (done.artifacts, "artifact", "artifacts"),
            (done.findings, "load", "loads"),
            (done.repositories, "repository", "repositories"),
        )
    )
    click.echo(f"{artifacts} matched: {found} of something reported, {changed} changed")
