"""Show a report: one rendering for each target that was asked for."""

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli.choices import suggestion
from reach.config import moment
from reach.errors import UsageError
from reach.records.content import content

if TYPE_CHECKING:
    from reach.records.finding import Report
    from reach.records.inventory import Inventory
    from reach.records.rule import Ruleset

FORMATS = (
    "text",
    "sarif",
    "json",
    "html",
    "markdown",
    "cyclonedx",
    "github",
    "gitlab-sast",
    "gitlab-quality",
)
"""Names of the output formats, as `reach.output.FORMATS` has them; that import is slow."""

OF_FINDINGS = tuple(name for name in FORMATS if name != "cyclonedx")
"""Formats of a report that speaks of findings alone."""

OF_LOADS = ("html", "cyclonedx")
"""Formats that hold all that is loaded, and what is made of it."""

_FROM_TOP = ("sarif", "github", "markdown", "gitlab-sast", "gitlab-quality")
"""Formats whose reader resolves paths from the top of the repository."""


_WITH_EDITS = ("sarif", "json", "html")
"""Formats that hold the edits of files which repair a finding."""


@dataclass(frozen=True, slots=True)
class Target:
    """A format, and the file it goes to; None is stdout."""

    form: str
    file: Path | None

    @classmethod
    def parse(cls, text: str, forms: tuple[str, ...] = FORMATS) -> "Target":
        """Read `FORMAT=FILE`."""
        form, equals, file = text.partition("=")
        if not (equals and file):
            raise UsageError(f"--output {text}: expected FORMAT=FILE")
        if form not in forms:
            hint = suggestion(form, forms) or f", one of {', '.join(forms)}"
            raise UsageError(f"--output {text}: unknown format{hint}")
        return cls(form, Path(file))

    def check(self) -> None:
        """Complain before the scan about a file that cannot be written after it."""
        if self.file is None or str(self.file) == "-":
            return
        if self.file.is_dir():
            raise UsageError(f"cannot write {self.file}: it is a folder")
        if not self.file.parent.is_dir():
            raise UsageError(f"cannot write {self.file}: its folder does not exist")


def show(
    report: "Report",
    targets: list[Target],
    ruleset: "Ruleset",
    category: str | None,
    verbose: bool,
    include_suppressed: bool = False,
    inventory: "Inventory | None" = None,
    bom_version: str = "1.6",
) -> None:
    """Render the report for every target and write it there."""
    from reach import output
    from reach.judge.severity import severity_of
    from reach.output.text import wants_color
    from reach.output.text_place import wants_links
    from reach.output.write import write

    root = Path(report.root)
    if any(target.form in _WITH_EDITS for target in targets):
        from reach.lock import locked
        from reach.repair import fixes
        from reach.repair.pins import Pins

        report = fixes.with_fixes(report, fixes.reader(root), Pins(locked(root)[0]))
    base = output.Options(
        ruleset,
        reader(root),
        severity_of,
        category=category,
        include_suppressed=include_suppressed,
        moment=moment(),
        inventory=inventory,
        name=name_of(root),
        bom_version=bom_version,
        verbose=verbose,
        width=shutil.get_terminal_size((100, 24)).columns,
    )
    for target in sorted(targets, key=lambda target: target.file is None):  # files first
        top = _repository(root) if target.form in _FROM_TOP else Path.cwd()
        color = target.file is None and wants_color(sys.stdout, os.environ)
        links = str(_folder(root).resolve()) if color and wants_links(os.environ) else None
        options = replace(base, prefix=prefix_of(root, top), color=color, links=links)
        write(output.FORMATS[target.form](report, options), target.file)


def from_top(root: Path) -> str:
    """The way from the top of the repository to the root."""
    return prefix_of(root, _repository(root))


def name_of(root: Path) -> str:
    """What a tree is called: the name of its folder."""
    return root.resolve().name


def _folder(root: Path) -> Path:
    return root if root.is_dir() else root.parent


def prefix_of(root: Path, top: Path) -> str:
    """The way from a folder to the scanned root."""
    return Path(os.path.relpath(_folder(root).resolve(), top)).as_posix()


def _repository(root: Path) -> Path:
    """The top of the repository that holds the root, or the root where there is none."""
    folder = _folder(root).resolve()
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder)


def reader(root: Path) -> Callable[[str], str | None]:
    """Reads the exact text of files below the scanned root."""
    folder = _folder(root)

    def read(path: str) -> str | None:
        try:
            return content(folder / path).decode("utf-8")
        except (OSError, ValueError):
            return None

    return read
