"""`reach fix PATH...`: repair what can be repaired; shown as a diff, or written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reach import config
from reach.cli import drawn as click
from reach.cli import shared
from reach.cli.paths import readable
from reach.cli.terminal import progress, warn
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.fix import Done, Repaired
    from reach.records.finding import Finding
    from reach.records.repair import Fix


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Show a unified diff and write nothing.  [default]")
@click.option("--write", is_flag=True, help="Change the files; safe fixes only, without --all.")
@click.option("--all", "everything", is_flag=True, help="With --write: also what needs a review.")
@click.option("--safe", is_flag=True, help="With --diff: leave out what needs a review.")
@click.option("--rule", "wanted", multiple=True, metavar="RULE", help="Only this rule; repeatable.")
@click.option(
    "--revision",
    "revisions",
    multiple=True,
    metavar="REPO=SHA",
    help="Commit to pin a repository to, before that of models.lock; repeatable.",
)
@click.option("--force", is_flag=True, help="Write although git could not undo it.")
@shared.jobs
@shared.exclude
@shared.rules()
@click.option("--no-progress", is_flag=True, help="Show no progress.")
def fix(
    paths: tuple[Path, ...],
    diff: bool,
    write: bool,
    everything: bool,
    safe: bool,
    wanted: tuple[str, ...],
    revisions: tuple[str, ...],
    force: bool,
    jobs: int | None,
    exclude: tuple[str, ...],
    rules: tuple[Path, ...],
    no_progress: bool,
) -> int:
    """Repair findings under PATH: show the diff, or write it.

    A fix is safe, or needs a review: the reason says what may no longer load. The changed files
    are scanned again, which tells whether the findings are gone.

    Exit status: 0 nothing to show, or all of it written; 1 the diff is not empty, or a finding is
    still there afterwards; 2 could not run.
    """
    if diff and write:
        raise UsageError("--diff and --write exclude each other")
    for root in paths or (Path(),):
        readable(root)
    roots = paths or (Path(),)
    base = config.load(roots[0])
    options = replace(
        base,
        exclude=(*base.exclude, *exclude),
        rules=(*base.rules, *rules),
        jobs=base.jobs if jobs is None else jobs,
    )
    given = dict(map(_pin, revisions))

    from reach.discover.roots import common_root
    from reach.fix import repair
    from reach.lock import locked
    from reach.repair.pins import Pins
    from reach.rules.load import load

    _check_rules(wanted, {rule.id for rule in load(options.rules).rules})
    reviewed = not safe and (everything or not write)

    def choose(finding: "Finding", made: "Fix") -> bool:
        return (not wanted or finding.rule in wanted) and (reviewed or made.safety == "safe")

    lock, unread = locked(common_root(roots)[0])
    for notice in unread:
        warn(notice.message)
    pins = Pins(lock, given)
    with progress(not no_progress) as tell:
        result = repair(roots, options, pins, choose, tell)
    if wanted:
        result.left = [(f, why) for f, why in result.left if f.rule in wanted]
    return _written(result, force) if write else _shown(result)


def _pin(text: str) -> tuple[str, str]:
    """Read `REPO=SHA`."""
    name, _, commit = text.partition("=")
    if not name or not re.fullmatch(r"[0-9a-f]{40}", commit):
        raise UsageError(f"--revision {text}: expected REPO=SHA with all 40 digits of a commit")
    return name, commit


def _check_rules(wanted: tuple[str, ...], known: set[str]) -> None:
    from reach.rules.table import suggestion

    for name in wanted:
        if name not in known:
            raise UsageError(f"--rule {name}: unknown rule{suggestion(name, known)}")


def _shown(result: "Repaired") -> int:
    """Print the diff, each file under what is done there."""
    from reach.cli.patch import put, unified

    folder = _folder(result)
    for path in sorted({each.finding.location.path for each in result.done} | {*result.files}):
        lines = [line for place, line in _notes(result, folder) if place == path]
        put("".join(f"{line}\n" for line in lines).encode())
        if path in result.files:
            put(unified(folder + path, *result.files[path]))
    _summary(result, "would be fixed")
    return 1 if result.done else 0


def _written(result: "Repaired", force: bool) -> int:
    from reach.cli.worktree import undoable
    from reach.output.write import replace_file

    top = result.root if result.root.is_dir() else result.root.parent
    if result.files and not force:
        undoable(top, sorted(result.files))
    for path, (old, new) in sorted(result.files.items()):
        file = top / path
        try:
            if file.read_bytes() != old:
                raise UsageError(f"{file}: changed since it was scanned; nothing was written to it")
            replace_file(new, file)
        except OSError as error:
            raise UsageError(f"cannot write {file}: {error.strerror or error}") from error
    folder = _folder(result)
    for _, line in _notes(result, folder):
        warn(line)
    _summary(result, "fixed")
    return 1 if any(not each.gone for each in result.done) else 0


def _folder(result: "Repaired") -> str:
    """What goes before the paths of the report, as seen from here."""
    import os

    top = result.root if result.root.is_dir() else result.root.parent
    prefix = Path(os.path.relpath(top.resolve())).as_posix()
    return "" if prefix == "." else f"{prefix}/"


def _notes(result: "Repaired", folder: str) -> Iterator[tuple[str, str]]:
    """What is done to each call, with its file: the findings of one call are repaired together."""
    groups: dict[tuple[str, int, Fix], list[Done]] = {}
    for each in result.done:
        groups.setdefault((each.finding.location.path, each.line, each.fix), []).append(each)
    for (path, line, made), group in sorted(groups.items(), key=lambda item: item[0][:2]):
        rules = ", ".join(dict.fromkeys(each.finding.rule for each in group))
        safety = made.safety.replace("-", " ")
        yield path, f"{folder}{path}:{line} {rules}: {made.title} ({safety})"
        for reason in made.reasons:
            yield path, f"  look: {reason}"
        for each in group:
            if not each.gone:
                yield path, f"  {each.finding.rule} is still there afterwards"


def _summary(result: "Repaired", what: str) -> None:
    from reach.output.phrases import counted

    folder = _folder(result)
    for finding, why in result.left:
        place = f"{folder}{finding.location.path}:{finding.location.line}"
        if isinstance(why, str):
            warn(f"{place} {finding.rule}: not fixed, {why}")
        else:
            warn(f"{place} {finding.rule}: {why.title}? needs review, {'; '.join(why.reasons)}")
    safe = sum(each.fix.safety == "safe" for each in result.done)
    review = len(result.done) - safe
    text = f"{counted(len(result.done), 'finding')} {what} in {counted(len(result.files), 'file')}"
    parts = [f"{safe} safe, {review} to review"] if result.done else []
    stay = sum(not each.gone for each in result.done)
    parts += [f"{stay} not gone"] if stay else []
    parts += [f"{len(result.left)} left"] if result.left else []
    warn(f"{text} ({', '.join(parts)})" if parts else text)
