"""`reach gate`: may this be merged? The policy, and what got worse."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reach import config
from reach.cli import drawn as click
from reach.cli.authority import Merged
from reach.cli.choices import OneOf
from reach.cli.feed import with_installed
from reach.cli.paths import readable
from reach.cli.show import OF_FINDINGS, Target, show
from reach.cli.terminal import progress, warn
from reach.cli.today import today
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.policy.gate import Verdict
    from reach.records.policy import Policy
    from reach.records.rule import Ruleset


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option(
    "--base",
    metavar="REV",
    help="Block only what got worse since the work tree parted from this commit or branch.",
)
@click.option(
    "--policy",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The policy.  [default: reach-policy.toml of the repository]",
)
@click.option("--format", "form", type=OneOf(OF_FINDINGS), default="text", show_default=True)
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="One more format; repeatable."
)
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--verbose", "-v", is_flag=True, help="Fold nothing; list exceptions.")
def gate(
    path: Path,
    base: str | None,
    file: Path | None,
    form: str,
    out: Path | None,
    outputs: tuple[str, ...],
    no_progress: bool,
    verbose: bool,
) -> int:
    """Say whether the code under PATH may be merged, by reach-policy.toml.

    The policy names who may publish, whose code may run, which formats, pins and evidence are
    demanded by grade, and what is excepted until when. With --base, what was there before does
    not block; a new publisher, an artifact without a signature, a lost pin, weights that became
    a pickle and a load that more people reach do, with or without a policy. The policy that
    counts is then that of REV, so that a change cannot loosen what it is judged by.

    Exit status: 0 it may, 1 it may not, 2 could not run.
    """
    readable(path)
    targets = [Target(form, out), *(Target.parse(each, OF_FINDINGS) for each in outputs)]
    for target in targets:
        target.check()
    options = config.load(path)
    merged = Merged(path, base) if base is not None else None
    if merged is not None:
        options = merged.options(options)
    options = with_installed(options)

    from reach.rules.load import load

    ruleset = load(options.rules)
    policy = _policy(path, file, merged, ruleset)
    verdict = _verdict(path, base, policy, ruleset, options, no_progress)
    for each in verdict.unused if base is None else ():
        warn(f"{policy.name}: the exception of {each.rule} for {each.artifact} is not needed")
    show(verdict.report, targets, ruleset, "reach-gate", verbose)
    blocked = len(verdict.report.findings)
    if form == "text" and out is None:
        state = f"shut: {blocked} to be solved" if blocked else "open"
        click.echo(f"The gate is {state}. Judged by {policy.name}.")
    return 1 if blocked else 0


def _policy(path: Path, file: Path | None, merged: Merged | None, ruleset: "Ruleset") -> "Policy":
    from reach.policy import NAME, find, read
    from reach.records.policy import Policy

    if file is not None and not file.is_file():
        raise UsageError(f"{file}: no such file")
    chosen = file or find(path)
    if file is None and merged is not None:
        there = merged.policy(chosen, ruleset)
        if there is not None:
            return there
    if chosen is None and merged is None:
        raise UsageError(f"there is no {NAME}: write one, or compare with --base REV")
    if chosen is None:
        return Policy()
    here = Path.cwd()
    whole = chosen.resolve()
    return read(whole.relative_to(here) if whole.is_relative_to(here) else whole, ruleset)


def _verdict(
    path: Path,
    base: str | None,
    policy: "Policy",
    ruleset: "Ruleset",
    options: config.Options,
    no_progress: bool,
) -> "Verdict":
    from reach import scan as engine
    from reach.lock import find, read
    from reach.lock.attest import standing
    from reach.policy.gate import Before
    from reach.policy.gate import gate as judged
    from reach.records.lock import Lock

    every = replace(options, min_grade="dormant")
    file = find(path)
    lock = standing(read(file), file.parent) if file is not None else Lock()
    with progress(not no_progress) as tell:
        before = None
        if base is not None:
            earlier = engine.scan_before(base, [path], every, tell)
            before = Before(earlier.name, earlier.report)
        report = engine.scan([path], every, tell)
    return judged(report, lock, policy, ruleset, today(), before)
