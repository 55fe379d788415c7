"""Which paths the project itself does not count as its own: `.gitignore` and excludes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pathspec import GitIgnoreSpec

from reach.records.project import Skipped

CACHES = frozenset(
    {
        ".bzr",
        ".cache",
        ".eggs",
        ".git",
        ".hg",
        ".hypothesis",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".tox",
        ".venv",
        "CVS",
        "__pycache__",
        "__pypackages__",
        "dist-packages",
        "node_modules",
        "site-packages",
    }
)
"""Folders of version control, installed packages and build caches, wherever they lie."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ignore patterns of one folder, on top of those of the folders above it."""

    prefix: str
    """Path of the folder with a slash at its end; empty at the root."""
    spec: GitIgnoreSpec
    outer: "Rules | None"

    def ignores(self, path: str) -> bool:
        """The innermost `.gitignore` with an opinion decides. Folders end in a slash."""
        rules: Rules | None = self
        while rules is not None:
            decision = rules.spec.check_file(path[len(rules.prefix) :]).include
            if decision is not None:
                return decision
            rules = rules.outer
        return False


def compile_patterns(lines: Iterable[str], path: str) -> tuple[GitIgnoreSpec, list[Skipped]]:
    """Patterns of `path`; a line that is no pattern is reported and left out."""
    good: list[str] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(lines, start=1):
        try:
            GitIgnoreSpec.from_lines([line])
        except Exception as error:  # the library's errors share no base
            skipped.append(Skipped(path, f"not an ignore pattern: {error}"[:200], number))
        else:
            good.append(line)
    return GitIgnoreSpec.from_lines(good), skipped


def exclude_spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    """The user's own exclude patterns, or None when there are none."""
    return GitIgnoreSpec.from_lines(patterns) if patterns else None
