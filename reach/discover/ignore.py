"""Which paths the project itself does not count as its own: `.gitignore` and excludes."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reach.later import regex
from reach.records.project import Skipped
from reach.records.record import dataclass

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.pattern import Pattern

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

MAX_PATTERNS = 2_000
"""Lines of one `.gitignore` that are read."""

MAX_WILDCARDS = 3
"""Wildcards of one pattern that have to be tried in all ways; more of them take too long."""

_ANY = "[^/]"
_INSIDE = regex(r"(?:\[\^/\]|\[(?:\w-\w|[\w.])+\]|\\.|[^/\[(\\])+", re.DOTALL)
"""What stands between two stars and matches no slash."""
_STARS = regex(r"(?:\[\^/\]\*)+")
"""How the library writes `*`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The ignore patterns of one folder, on top of those of the folders above it."""

    prefix: str
    """Path of the folder with a slash at its end; empty at the root."""
    spec: "GitIgnoreSpec"
    hint: re.Pattern[str] | None
    """Matches whatever some pattern of the spec matches: one search instead of one for each."""
    outer: "Rules | None"

    def ignores(self, path: str) -> bool:
        """The innermost `.gitignore` with an opinion decides. Folders end in a slash."""
        rules: Rules | None = self
        while rules is not None:
            inner = path[len(rules.prefix) :]
            if rules.hint is None or rules.hint.search(inner):
                decision = rules.spec.check_file(inner).include
                if decision is not None:
                    return decision
            rules = rules.outer
        return False


def any_pattern(spec: "GitIgnoreSpec") -> re.Pattern[str] | None:
    """The patterns of a spec as one expression; None when they do not go together."""
    from pathspec.pattern import RegexPattern

    texts = [
        pattern.regex.pattern.replace("(?P<ps_d>", "(?:")
        for pattern in spec.patterns
        if isinstance(pattern, RegexPattern) and pattern.regex is not None
    ]
    try:
        return re.compile("|".join(f"(?:{text})" for text in texts)) if texts else re.compile("$^")
    except re.error:
        return None


def compile_patterns(lines: Iterable[str], path: str) -> "tuple[GitIgnoreSpec, list[Skipped]]":
    """Patterns of `path`; a line that is no pattern is reported and left out."""
    from pathspec import GitIgnoreSpec

    good: list[Any] = []
    skipped: list[Skipped] = []
    for number, line in enumerate(lines, start=1):
        if number > MAX_PATTERNS:
            skipped.append(Skipped(path, f"only {MAX_PATTERNS} ignore patterns are read", number))
            break
        try:
            good += (_quick(pattern) for pattern in GitIgnoreSpec.from_lines([line]).patterns)
        except Exception as error:  # the library's errors share no base
            skipped.append(Skipped(path, f"not an ignore pattern: {error}"[:200], number))
    return GitIgnoreSpec(good), skipped


def exclude_spec(patterns: Sequence[str]) -> "GitIgnoreSpec | None":
    """The user's own exclude patterns, or None when there are none."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    quick: list[Any] = [_quick(each) for each in GitIgnoreSpec.from_lines(patterns).patterns]
    return GitIgnoreSpec(quick)


def _quick(pattern: "Pattern") -> "Pattern":
    """The same pattern, tried without going back: of what stands between two stars, the first
    place in a name will do if any does. `*a*a*a*a*b` would take forever otherwise."""
    from pathspec.pattern import RegexPattern

    if not isinstance(pattern, RegexPattern) or pattern.regex is None:
        return pattern
    first, *pieces = _STARS.split(pattern.regex.pattern)
    if pattern.regex.pattern.count(".+") > MAX_WILDCARDS:
        raise ValueError(f"more than {MAX_WILDCARDS} times **")
    inner = [bool(_INSIDE.fullmatch(piece)) for piece in pieces[:-1]]
    if inner.count(False) >= MAX_WILDCARDS:
        raise ValueError(f"more than {MAX_WILDCARDS} stars with classes or folders between them")
    if not pieces:
        return pattern
    text = first
    for piece, quick in zip(pieces, (*inner, False), strict=True):
        text += f"(?>{_ANY}*?{piece})" if quick else f"{_ANY}*{piece}"
    return type(pattern)(re.compile(text), pattern.include)
