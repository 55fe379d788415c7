"""The rulesets as they were read the last time: parsing them takes longer than a small scan.

As Python keeps what it compiled, those that come with reach are kept beside this file, if it may be
written there and nobody turned that off (`PYTHONDONTWRITEBYTECODE`); otherwise in the store."""

import contextlib
import sys
from collections.abc import Sequence
from importlib.util import cache_from_source
from pathlib import Path

from reach.records.codec import decode, encode
from reach.records.digest import SIZE, digest
from reach.records.rule import Ruleset
from reach.store.database import Database
from reach.store.keys import files, program

_LAST: dict[bytes, Ruleset] = {}


def known(database: Database | None, extra: Sequence[Path]) -> Ruleset:
    """All rulesets; the same as `load(extra)` gives."""
    key = digest(b"rules", program(), files(extra))
    if key not in _LAST:
        _LAST.clear()
        beside = None if extra else _beside()
        content = _kept(beside, key) or (database.get(key) if database is not None else None)
        _LAST[key] = _new(database, beside, key, extra) if content is None else decode(content)
    return _LAST[key]


def prepare() -> None:
    """Keep those that come with reach, as an installer compiles what it installs, whether or not
    runs may write beside the package."""
    from reach.rules.load import load

    _keep(_beside(), digest(b"rules", program(), files(())), encode(load()))


def _new(
    database: Database | None, beside: Path | None, key: bytes, extra: Sequence[Path]
) -> Ruleset:
    from reach.rules.load import load

    ruleset = load(tuple(extra))
    beside = None if sys.dont_write_bytecode else beside
    if beside is not None or database is not None:
        content = encode(ruleset)
        if not _keep(beside, key, content) and database is not None:
            database.put_all({key: content})
    return ruleset


def _beside() -> Path | None:
    try:
        return Path(cache_from_source(__file__)).with_suffix(".data")
    except NotImplementedError:
        return None


def _kept(file: Path | None, key: bytes) -> bytes | None:
    """What the file holds, if that was written whole and under this key."""
    if file is None:
        return None
    try:
        content = file.read_bytes()
    except OSError:
        return None
    check, content = content[:SIZE], content[SIZE:]
    return content if check == digest(key, content) else None


def _keep(file: Path | None, key: bytes, content: bytes) -> bool:
    if file is None:
        return False
    from tempfile import NamedTemporaryFile

    try:
        file.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as scratch:
            scratch.write(digest(key, content) + content)
        written = Path(scratch.name)
        try:
            written.chmod(0o644)
            written.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                written.unlink()
            return False
    except OSError:
        return False
    return True
