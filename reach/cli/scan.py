"""`reach scan PATH...`: findings, in one or several formats."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reach import config
from reach.cli import drawn as click
from reach.cli import shared
from reach.cli.analysis import analysed, keep
from reach.cli.choices import OneOf
from reach.cli.earlier import Earlier
from reach.cli.feed import with_installed
from reach.cli.paths import readable
from reach.cli.show import FORMATS, OF_LOADS, Target, show
from reach.cli.terminal import warn
from reach.records.finding import GRADES
from reach.records.shown import Shown

if TYPE_CHECKING:
    from reach.records.finding import Report


@click.command()
@click.option_panel("What is scanned", options=["exclude", "rules"])
@click.option_panel(
    "What is reported",
    options=[
        "form",
        "file",
        "outputs",
        "min_grade",
        "include_suppressed",
        "bom_version",
        "verbose",
    ],
)
@click.option_panel("What is new", options=["baseline", "diff_base"])
@click.option_panel("When it fails", options=["fail_on", "strict"])
@click.option_panel(
    "How it runs", options=["jobs", "whole_program", "demand", "no_cache", "cache_dir", "profile"]
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=OneOf(FORMATS),
    metavar="FORMAT",
    default="text",
    help=f"{', '.join(FORMATS)}.  [default: text]",
)
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
    type=OneOf(config.FAIL_ON),
    metavar="GRADE",
    help="Weakest grade that gives exit status 1, or never.  [default: runnable]",
)
@click.option(
    "--min-grade",
    type=OneOf(GRADES),
    metavar="GRADE",
    help=f"Weakest grade to report: {', '.join(GRADES)}.  [default: dormant]",
)
@shared.jobs
@shared.exclude
@shared.rules()
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only what is new or worse than in an earlier report, JSON or SARIF.",
)
@click.option(
    "--diff-base",
    metavar="REV",
    help="Only what is new or worse than where the work tree parted from this commit or branch.",
)
@click.option(
    "--include-suppressed", is_flag=True, help="Put suppressed findings into SARIF, marked so."
)
@click.option(
    "--bom-version",
    type=OneOf(("1.6", "1.7")),
    default="1.6",
    show_default=True,
    help="Version of CycloneDX.",
)
@click.option("--category", metavar="NAME", help="Tell several SARIF uploads apart.")
@click.option("--strict", is_flag=True, help="Exit with 3 if the analysis was incomplete.")
@click.option(
    "--whole-program",
    "whole",
    is_flag=True,
    help="Resolve all calls, those of modules that have nothing to do with a model as well.",
)
@click.option(
    "--demand",
    is_flag=True,
    help="Resolve only the calls that results depend on. Experimental.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of other runs.")
@shared.cache_dir("results")
@click.option("--profile", is_flag=True, help="Print time and memory of each stage.")
@click.option("--quiet", "-q", is_flag=True, help="No text report and no warnings.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--verbose", "-v", is_flag=True, help="Fold nothing; list what was skipped.")
def scan(
    paths: tuple[Path, ...],
    form: str,
    file: Path | None,
    outputs: tuple[str, ...],
    baseline: Path | None,
    diff_base: str | None,
    include_suppressed: bool,
    bom_version: str,
    category: str | None,
    quiet: bool,
    no_progress: bool,
    verbose: bool,
    no_cache: bool,
    profile: bool,
    **given: object,
) -> int:
    """Find model loads under PATH, and what reaches them.

    PATH is a folder or a file; without one, the current folder is scanned.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run,
    3 --strict and the analysis was incomplete.

    \b
    Examples:
      reach scan                              what this folder loads, and from where
      reach scan -v --min-grade runnable      all ways from programs and servers
      reach scan --format html -o reach.html  one page to look around in
      reach scan -q --output sarif=reach.sarif --fail-on exposed
    """  # noqa: D301
    roots = paths or (Path(),)
    for root in roots:
        readable(root)
    targets = [Target(form, file), *map(Target.parse, outputs)]
    for target in targets:
        target.check()
    if quiet:
        targets = [target for target in targets if target != Target("text", None)]
    options = with_installed(_options(roots[0], given), quiet)
    options = replace(options, cache=options.cache and not no_cache)
    earlier = Earlier(baseline, diff_base)
    loads = any(target.form in OF_LOADS for target in targets)
    report = analysed(roots, options, earlier, not (quiet or no_progress), profile, loads)

    from reach.scan import inventory
    from reach.store.rulesets import known

    if not (quiet or report.files or report.findings):
        warn(f"no Python files or notebooks in {', '.join(map(str, roots))}")
    loaded = inventory(report, options) if loads else None
    ruleset, read = known(None, options.rules), dict[str, bytes]()
    out = show(
        report, targets, ruleset, category, verbose, include_suppressed, loaded, bom_version, read
    )
    ended = status(report, options)
    if not (profile or baseline or diff_base or loads) and all(map(_lasts, targets)):
        keep(roots, options, Shown(report, ended, out, read))
    return ended


def _lasts(target: Target) -> bool:
    """Whether what is shown can be shown again: nothing is written, and nothing tells the time."""
    return target.file is None and target.form != "gitlab-sast"


def status(report: "Report", options: config.Options) -> int:
    """The exit status that a report deserves; certain findings outrank doubt."""
    if options.fail_on != "never":
        bar = GRADES.index(options.fail_on)
        if any(GRADES.index(finding.grade) >= bar for finding in report.findings):
            return 1
    return 3 if options.strict and (report.skipped or report.notices) else 0


def _options(root: Path, given: Mapping[str, Any]) -> config.Options:
    """The configuration file's options, with what the command line says on top."""
    base = config.load(root)
    changes: dict[str, Any] = {
        name: value for name, value in given.items() if value not in (None, (), False)
    }
    for name in ("exclude", "rules"):
        if name in changes:
            changes[name] = (*getattr(base, name), *changes[name])
    return replace(base, **changes)
