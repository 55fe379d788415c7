"""The rulesets as they were read the last time: parsing them takes longer than a small scan."""

from collections.abc import Sequence
from pathlib import Path

from reach.records.digest import digest
from reach.records.rule import Ruleset
from reach.rules import home, load
from reach.store.codec import decode, encode
from reach.store.database import Database
from reach.store.keys import files, program

_LAST: dict[bytes, Ruleset] = {}


def known(database: Database | None, extra: Sequence[Path]) -> Ruleset:
    """All rulesets; the same as `load(extra)` gives."""
    key = digest(b"rules", program(), files((home(), *extra)))
    if key not in _LAST:
        _LAST.clear()
        _LAST[key] = _kept(database, key) or _new(database, key, extra)
    return _LAST[key]


def _kept(database: Database | None, key: bytes) -> Ruleset | None:
    content = database.get(key) if database is not None else None
    found: Ruleset | None = decode(content) if content is not None else None
    return found


def _new(database: Database | None, key: bytes, extra: Sequence[Path]) -> Ruleset:
    ruleset = load(tuple(extra))
    if database is not None:
        database.put_all({key: encode(ruleset)})
    return ruleset
