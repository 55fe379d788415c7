"""The `#?` comments under `testdata/values`: where they are and what they say."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

VALUES = Path(__file__).resolve().parents[2] / "testdata" / "values"
HUBS = {"local", "huggingface", "registry", "url", "wandb"}

_IDENTIFIER = re.compile(r'"(?P<id>(?:[^"\\]|\\.)*)"')
_ORIGIN = re.compile(r"@ (?P<kind>[A-Za-z ]+):(?:(?P<path>\S+):)?(?P<line>\d+)")


@dataclass(frozen=True)
class Expected:
    """One artifact that a sink call must load. What is None is not compared."""

    id: str
    origin: tuple[str, str, int] | None
    """Kind, path and line."""
    hub: str | None = None
    pinned: bool | None = None
    file: str | None = None
    revision: str | None = None
    """The word `none` for a revision that is not given."""


@dataclass(frozen=True)
class Mark:
    """One `#?` comment."""

    root: Path
    """What is scanned: the file itself, or the folder under `testdata/values`."""
    path: str
    """As a finding states it: relative to the root."""
    line: int
    artifacts: tuple[Expected, ...]
    reasons: frozenset[str]
    anything: bool

    def __str__(self) -> str:
        """For the name of the test."""
        place = self.path if self.root.is_file() else f"{self.root.name}/{self.path}"
        return f"{place}:{self.line}"


def marks() -> list[Mark]:
    """Every expectation, in order of file and line."""
    paths = sorted((*VALUES.rglob("*.py"), *VALUES.rglob("*.sh")))
    return [mark for path in paths for mark in marks_in(path)]


def marks_in(path: Path) -> list[Mark]:
    """The expectations of one file."""
    top = VALUES / path.relative_to(VALUES).parts[0]
    relative = path.name if top == path else path.relative_to(top).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    if (apart := [number for number, line in enumerate(lines, 1) if "# ?" in line]) != []:
        raise ValueError(f"{path}:{apart[0]}: an expectation begins with `#?`")
    return [
        parse(top, relative, number, line.split("#?", 1)[1])
        for number, line in enumerate(lines, 1)
        if "#?" in line
    ]


def parse(root: Path, path: str, line: int, text: str) -> Mark:
    """What one comment says."""
    parts = [part.strip() for part in text.split(" | ")]
    reasons = frozenset(
        part.removeprefix("unknown:").strip() for part in parts if part.startswith("unknown:")
    )
    artifacts = tuple(artifact(part, path) for part in parts if part.startswith('"'))
    anything = parts == ["anything"]
    if len(reasons) + len(artifacts) + anything != len(parts):
        raise ValueError(f"{path}:{line}: cannot read {text!r}")
    return Mark(root, path, line, artifacts, reasons, anything)


def artifact(text: str, path: str) -> Expected:
    """One artifact of a comment: its identifier, its origin, and what else is stated."""
    name = _IDENTIFIER.match(text)
    if name is None:
        raise ValueError(f"{path}: no identifier in {text!r}")
    rest = text[name.end() :]
    origin = _ORIGIN.search(rest)
    words = shlex.split(_ORIGIN.sub("", rest))
    stated = dict(word.split("=", 1) for word in words if "=" in word)
    flags = {word for word in words if "=" not in word}
    if unread := (flags - HUBS - {"pinned", "unpinned"}) | (stated.keys() - {"revision", "file"}):
        raise ValueError(f"{path}: cannot read {sorted(unread)} in {text!r}")
    return Expected(
        id=name["id"].replace("\\\\", "\\"),
        origin=(origin["kind"], origin["path"] or path, int(origin["line"])) if origin else None,
        hub=next(iter(flags & HUBS), None),
        pinned="pinned" in flags if flags & {"pinned", "unpinned"} else None,
        file=stated.get("file"),
        revision=stated.get("revision"),
    )
