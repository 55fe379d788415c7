"""`reach feed`: the list of compromised models, updated and added to."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from reach import config
from reach.cli import drawn as click
from reach.cli.choices import OneOf
from reach.cli.terminal import warn
from reach.cli.today import today
from reach.errors import UsageError
from reach.records.advisory import KINDS


@click.group()
def feed() -> None:
    """The feed of compromised models: what is in it, and how it gets newer.

    A scan reads the feed that comes with reach, the one that was installed with `update`, the
    advisories that were added, and those that the configuration names with `feeds`. It never
    uses the network.
    """


@feed.command()
@click.option("--format", "form", type=OneOf(("text", "json")), default="text")
def status(form: str) -> None:
    """List the advisories, and say how old the feed is."""
    from reach.feed import load
    from reach.feed.compose import bundled
    from reach.feed.store import installed
    from reach.output.escape import terminal
    from reach.output.write import write
    from reach.rules.home import home

    extra = (*installed(), *config.load(Path()).feeds)
    found = load(extra)
    if form == "json":
        write(bundled((home() / "feed", *extra), found.updated))
        return
    days = age(found.updated)
    lines = [f"{len(found.advisories)} advisories, of {found.updated} ({days} days old)"]
    for each in found.advisories:
        when = each.reported or "unknown date"
        names = ", ".join(_name(a.scope, a.name) for a in each.affected)
        lines.append(f"{each.id}  {when}  {', '.join(each.reporters)}: {each.summary}")
        lines.append(f"    {'withdrawn: ' if each.withdrawn else ''}{each.kind}: {names}")
    write("\n".join(terminal(line, 2000) for line in lines) + "\n")


@feed.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--key", metavar="KEY", help="Public key of minisign: its text, or a file.")
def update(source: str, key: str | None) -> None:
    """Install a newer feed after its signature was checked.

    The signature is FILE.minisig or URL.minisig, made with `minisign -S -m FILE`. The key may also
    stand in the configuration, as `feed-key`. Where anything is wrong, the installed feed stays.
    """
    from reach.feed import minisign
    from reach.feed.store import bundle
    from reach.feed.update import fetched
    from reach.output.write import write

    key = key or config.load(Path()).feed_key
    if not key:
        raise UsageError("whose feed is it? Pass --key, or set feed-key in the configuration")
    present = bundle()
    content, found = fetched(source, minisign.key(key), present)
    folder(present.parent)
    write(content.decode("utf-8"), present)
    click.echo(f"{len(found.advisories)} advisories, of {found.updated}, installed in {present}")


@feed.command()
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...")
@click.option("--summary", help="What was found, in one sentence.")
@click.option("--by", "reporter", metavar="NAME", help="Who reported it.")
@click.option("--reference", metavar="URL", help="Where it is reported.")
@click.option("--on", "reported", metavar="DATE", help="Day of the report, YYYY-MM-DD.")
@click.option("--kind", type=OneOf(KINDS), default="malicious", show_default=True)
@click.option("--type", "what", type=OneOf(("model", "dataset", "code")), default="model")
@click.option("--to", type=click.Path(path_type=Path), metavar="FOLDER", help="Write it there.")
def add(
    names: tuple[str, ...],
    summary: str | None,
    reporter: str | None,
    reference: str | None,
    reported: str | None,
    kind: str,
    what: str,
    to: Path | None,
) -> None:
    """Add advisories of your own.

    NAME is owner/name, owner/name@COMMIT, owner/name#sha256:DIGEST (one of its files) or owner/*
    (all of a publisher). FILE is an advisory in the format of the feed.
    """
    from reach.feed.compose import Report, checked, composed, text_of
    from reach.feed.documents import read
    from reach.feed.store import own
    from reach.output.write import write

    files = [Path(name) for name in names if name.endswith(".json")]
    wanted = [name for name in names if not name.endswith(".json")]
    documents = [read(file) for file in files]
    if wanted:
        if not (summary and reporter and reference):
            raise UsageError("an advisory needs --summary, --by and --reference")
        day = _day(reported) if reported else None
        report = Report(wanted, summary, reporter, reference, kind, what, day)
        documents.append(composed(report, today()))
    if not documents:
        raise UsageError("name what is compromised, or a file with an advisory")
    found = [checked(each, str(each.get("id", "?"))) for each in documents]
    target = folder(to or own())
    for each, document in zip(found, documents, strict=True):
        write(text_of(document), target / f"{each.id}.json")
        click.echo(f"{each.id} written to {target / each.id}.json")


def folder(path: Path) -> Path:
    """A folder, made if it is not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write to {path}: {error.strerror}") from error
    return path


def age(updated: str) -> int:
    """Days since the feed was brought up to date."""
    return (today() - date.fromisoformat(updated)).days


def with_installed(options: config.Options, quiet: bool = False) -> config.Options:
    """The options with the installed feed, and a warning where all of it is old."""
    from reach.feed import load
    from reach.feed.store import installed

    options = replace(options, feeds=(*installed(), *options.feeds))
    days = age(load(options.feeds).updated)
    if days > options.feed_max_age and not quiet:
        warn(
            f"the feed of compromised models is {days} days old; get a newer one with "
            "`reach feed update`, or raise feed-max-age in the configuration"
        )
    return options


def _name(scope: str, name: str) -> str:
    return f"{name}/*" if scope == "publisher" else name


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--on {text}: expected a day such as 2026-05-07") from error
