"""`reach scan PATH...`: findings, in one or several formats."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reach import config
from reach.cli.paths import readable
from reach.cli.terminal import progress, warn
from reach.errors import UsageError
from reach.records.finding import GRADES

if TYPE_CHECKING:
    from reach.records.finding import Report

FORMATS = ("text", "sarif", "json", "markdown", "github")
"""Names of the output formats, as `reach.output.FORMATS` has them."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file it goes to; None is stdout."""

    form: str
    file: Path | None


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write one more format to a file; repeatable.",
)
@click.option(
    "--fail-on",
    type=click.Choice(config.FAIL_ON),
    metavar="GRADE",
    help="Weakest grade that gives exit status 1, or never.  [default: runnable]",
)
@click.option(
    "--min-grade",
    type=click.Choice(GRADES),
    metavar="GRADE",
    help=f"Weakest grade to report: {', '.join(GRADES)}.  [default: dormant]",
)
@click.option("--jobs", type=click.IntRange(min=0), metavar="N", help="Worker processes.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave files out; repeatable.")
@click.option(
    "--rules",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Add a ruleset: a TOML file or a folder of them.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 if the analysis was incomplete.")
@click.option("--quiet", "-q", is_flag=True, help="No text report and no warnings.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--verbose", "-v", is_flag=True, help="Fold nothing; list what was skipped.")
def scan(
    paths: tuple[Path, ...],
    form: str,
    file: Path | None,
    outputs: tuple[str, ...],
    quiet: bool,
    no_progress: bool,
    verbose: bool,
    **given: object,
) -> int:
    """Find the model loads under PATH (default: here), and what reaches them.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run,
    3 --strict and the analysis was incomplete.
    """
    from reach import scan as engine

    roots = paths or (Path(),)
    for root in roots:
        readable(root)
    targets = [Target(form, file), *map(_target, outputs)]
    options = _options(roots[0], given)
    with progress(not (quiet or no_progress)) as tell:
        report = engine.scan(roots, options, tell)
    if not quiet and not report.files:
        warn(f"no Python files or notebooks in {', '.join(map(str, roots))}")
    for target in targets:
        if not (quiet and target == Target("text", None)):
            _write(report, target, options, verbose)
    return status(report, options)


def status(report: "Report", options: config.Options) -> int:
    """The exit status that a report deserves; certain findings outrank doubt."""
    if options.fail_on != "never":
        bar = GRADES.index(options.fail_on)
        if any(GRADES.index(finding.grade) >= bar for finding in report.findings):
            return 1
    return 3 if options.strict and (report.skipped or report.notices) else 0


def _options(root: Path, given: Mapping[str, object]) -> config.Options:
    """The configuration file's options, with what the command line says on top."""
    base = config.load(root)
    changes = {name: value for name, value in given.items() if value not in (None, (), False)}
    for name in ("exclude", "rules"):
        if name in changes:
            changes[name] = (*getattr(base, name), *changes[name])
    return replace(base, **changes)


def _target(text: str) -> Target:
    form, equals, file = text.partition("=")
    if not (equals and file):
        raise UsageError(f"--output {text}: expected FORMAT=FILE")
    if form not in FORMATS:
        raise UsageError(f"--output {text}: unknown format, expected one of {', '.join(FORMATS)}")
    return Target(form, Path(file))
