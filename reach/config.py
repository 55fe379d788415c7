"""Options of a run, and where they come from: defaults, then a file, then the command line."""

import os
import reprlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reach.errors import ConfigError, UsageError
from reach.later import later
from reach.records.finding import GRADES
from reach.records.record import dataclass
from reach.records.suppression import Ignore

if TYPE_CHECKING:
    import difflib
    import tomllib
else:
    difflib = later("difflib")
    tomllib = later("tomllib")

FAIL_ON = (*GRADES, "never")
"""Values of `fail-on`: the weakest grade that makes a scan fail."""

_MAX_CONFIG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may decide about a scan."""

    jobs: int = 0
    """Worker processes; 0 means one for each processor."""
    exclude: tuple[str, ...] = ()
    """Patterns in `.gitignore` syntax, relative to the scanned root."""
    rules: tuple[Path, ...] = ()
    """More rulesets: TOML files or folders of them."""
    feeds: tuple[Path, ...] = ()
    """More feeds of compromised models: bundles, advisories or folders of them."""
    feed_key: str | None = None
    """Public key of those who sign the feed."""
    feed_max_age: int = 90
    """Days after which the feed is called old."""
    fail_on: str = "runnable"
    """Weakest grade that makes a scan fail, or `never`; one of `FAIL_ON`."""
    min_grade: str = "dormant"
    """Weakest grade that is reported; one of `GRADES`."""
    strict: bool = False
    """An incomplete analysis fails the scan."""
    cache: bool = True
    """What earlier scans found is used and kept."""
    cache_dir: Path | None = None
    """Where it is kept; the user's cache folder without one. Never up to the scanned tree."""
    whole: bool = False
    """All calls are resolved, those of modules that have nothing to do with any model as well."""
    demand: bool = False
    """Only the part of the call graph is resolved that the results depend on."""
    ignore: tuple[Ignore, ...] = ()
    """Findings that are not reported."""


def moment() -> datetime:
    """Now, in UTC, for what expires; `SOURCE_DATE_EPOCH` sets it, as for builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if not fixed:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(fixed), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={fixed}: expected seconds since 1970") from error


Read = Callable[[Path], bytes | None]
"""The content of a file, or None where there is none."""


def load(start: Path, base: Options | None = None, read: Read | None = None) -> Options:
    """Read the configuration that governs `start`, on top of `base`.

    The nearest `reach.toml`, or `pyproject.toml` with a `[tool.reach]` table, at or above
    `start` is used; the search ends at the top of the repository. `read` may know the files of
    another state of it.
    """
    options = base or Options()
    for folder in _upwards(start):
        found = _table_in(folder, read or _bytes)
        if found is not None:
            file, table = found
            return _apply(options, table, file)
    return options


def parse(table: Mapping[str, object], file: Path) -> Options:
    """Options from a configuration table that `file` holds."""
    return _apply(Options(), table, file)


def _upwards(start: Path) -> list[Path]:
    """`start` (its folder, for a file) and the folders above it, up to the repository's top."""
    resolved = start.resolve()
    first = resolved if resolved.is_dir() else resolved.parent
    folders: list[Path] = []
    for folder in (first, *first.parents):
        folders.append(_as_seen(folder))
        if (folder / ".git").exists():
            break
    return folders


def _as_seen(folder: Path) -> Path:
    """The folder relative to the current one where it lies below it, for short messages."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _table_in(folder: Path, read: Read) -> tuple[Path, Mapping[str, object]] | None:
    own = folder / "reach.toml"
    content = read(own)
    if content is not None:
        return own, _parsed(own, content)
    shared = folder / "pyproject.toml"
    content = read(shared)
    if content is None or b"reach" not in content:
        return None  # a broken pyproject.toml that does not speak of reach is not our error
    tool = _parsed(shared, content).get("tool")
    table = tool.get("reach") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigError(f"{shared}: tool.reach: expected a table")
    return shared, table


def _bytes(file: Path) -> bytes | None:
    if not file.is_file():
        return None
    try:
        if file.stat().st_size > _MAX_CONFIG_BYTES:
            raise ConfigError(f"{file}: larger than {_MAX_CONFIG_BYTES} bytes")
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}") from error


def _parsed(file: Path, content: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file}: not UTF-8 at byte {error.start}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file}: {error or 'nested too deeply'}") from error


def _text(value: object, _file: Path) -> object:
    if not isinstance(value, str) or not value:
        raise ValueError("expected a text")
    return value


def _count(value: object, _file: Path) -> object:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("expected a whole number, 0 or more")
    return value


def _strings(value: object, _file: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("expected a list of strings")
    return tuple(value)


def _paths(value: object, file: Path) -> object:
    return tuple(file.parent / item for item in _strings(value, file))


def _switch(value: object, _file: Path) -> object:
    if not isinstance(value, bool):
        raise ValueError("expected true or false")
    return value


def _one_of(allowed: tuple[str, ...]) -> Callable[[object, Path], object]:
    def check(value: object, _file: Path) -> object:
        if value not in allowed:
            raise ValueError(f"{reprlib.repr(value)} is not one of {', '.join(allowed)}")
        return value

    return check


_IGNORE_KEYS = ("rules", "reason", "until", "paths", "models")


def _ignores(value: object, file: Path) -> tuple[Ignore, ...]:
    if not isinstance(value, list):
        raise ValueError("expected a list of tables: [[ignore]]")
    return tuple(_ignore(item, number, file) for number, item in enumerate(value, start=1))


def _ignore(table: object, number: int, file: Path) -> Ignore:
    if not isinstance(table, dict):
        raise ValueError(f"entry {number}: expected a table")
    for key in table:
        if key not in _IGNORE_KEYS:
            raise ValueError(f"entry {number}: unknown key {key!r}; keys are {_IGNORE_KEYS}")
    lists = {key: _strings(table.get(key, []), file) for key in ("rules", "paths", "models")}
    reason, until = table.get("reason"), table.get("until")
    if not lists["rules"]:
        raise ValueError(f"entry {number}: rules are missing")
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(f"entry {number}: a reason is missing")
    if until is not None and type(until) is not date:
        raise ValueError(f"entry {number}: until: expected a date such as 2027-01-31")
    return Ignore(**lists, reason=reason.strip(), until=until, written=f"{file}", number=number)


_KEYS: dict[str, Callable[[object, Path], object]] = {
    "cache": _switch,
    "exclude": _strings,
    "fail-on": _one_of(FAIL_ON),
    "feed-key": _text,
    "feed-max-age": _count,
    "feeds": _paths,
    "ignore": _ignores,
    "jobs": _count,
    "min-grade": _one_of(GRADES),
    "rules": _paths,
    "strict": _switch,
}
"""Every key of the configuration file, and what reads its value."""


def _apply(options: Options, table: Mapping[str, object], file: Path) -> Options:
    changes: dict[str, object] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"{file}: unknown key {reprlib.repr(key)}{_suggestion(key)}")
        try:
            changes[key.replace("-", "_")] = _KEYS[key](value, file)
        except ValueError as error:
            raise ConfigError(f"{file}: {key}: {error}") from error
    return replace(options, **changes)  # type: ignore[arg-type]


def _suggestion(key: str) -> str:
    close = difflib.get_close_matches(key, _KEYS, n=1)
    return f", did you mean {close[0]!r}?" if close else f"; keys are {', '.join(_KEYS)}"
