"""Read `reach-policy.toml`; whatever in it is not understood is an error."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from reach.errors import PolicyError
from reach.identify.grammar import FORMATS
from reach.records.finding import GRADES
from reach.records.policy import Exemption, Names, Policy, Requirement, Worse
from reach.records.rule import Ruleset
from reach.rules.table import Table

NAME = "reach-policy.toml"
VERSION = 1

_OWNER = r"[\w.\-*]+"
_PATTERN = r"[\w.\-*/:{}]+"
_SHA256 = r"[0-9a-f]{64}"
_WHOLE = ("publishers", "repositories", "remote-code", "signatures", "require", "block", "worse")


def find(root: Path) -> Path | None:
    """The policy of a scanned tree: in its folder, or above it in the repository."""
    start = root.resolve()
    first = start if start.is_dir() else start.parent
    for folder in (first, *first.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        if (folder / ".git").exists():
            return None
    return None


def read(path: Path, ruleset: Ruleset) -> Policy:
    """The policy in a file."""
    return _policy(Table.read(path, PolicyError), path.name, ruleset)


def parse(content: bytes, name: str, ruleset: Ruleset) -> Policy:
    """The policy that a text holds; `name` is what messages call it."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"{name}: cannot be read: {error}") from error
    return _policy(Table(name, data, {}, PolicyError), name, ruleset)


def _identity(table: Table) -> tuple[str, str]:
    """Both are needed: anybody can be anyone to some issuer."""
    for key in ("identity", "issuer"):
        if not table.has(key):
            table.fail(key, "missing: name the identity and who vouches for it")
    found = table.text("identity"), table.text("issuer", pattern=r"https?://[^\s*]+")
    table.close()
    return found


def _policy(table: Table, name: str, ruleset: Ruleset) -> Policy:
    version = table.raw("version")
    if version != VERSION:
        table.fail("version", f"is {version!r}, and this reach reads {VERSION}: write version = 1")
    rules = [rule.id for rule in ruleset.rules]
    tables = {name: _table(table, name) for name in _WHOLE}
    found = Policy(
        file=name,
        publishers=_names(tables["publishers"], _OWNER),
        repositories=_names(tables["repositories"], _PATTERN),
        remote_code=_allowed(tables["remote-code"], _PATTERN),
        keys=tables["signatures"].texts("keys", _SHA256),
        identities=tuple(map(_identity, tables["signatures"].tables("identities"))),
        requirements=_requirements(tables["require"]),
        block=_block(tables["block"], rules),
        worse=_worse(tables["worse"]),
        exemptions=tuple(_exemption(each, rules) for each in table.tables("exceptions")),
    )
    for each in (*tables.values(), table):
        each.close()
    _consistent(found, table)
    return found


def _table(parent: Table, key: str) -> Table:
    value = parent.raw(key)
    if value is not None and not isinstance(value, dict):
        parent.fail(key, "must be a table")
    return Table(parent.below(key), value or {}, {}, PolicyError)


def _names(table: Table, pattern: str) -> Names:
    return Names(_allowed(table, pattern), table.texts("deny", pattern))


def _allowed(table: Table, pattern: str) -> tuple[str, ...] | None:
    return table.texts("allow", pattern) if table.has("allow") else None


def _requirements(table: Table) -> tuple[Requirement, ...]:
    found = []
    for grade in GRADES:
        if not table.has(grade):
            continue
        inner = _table(table, grade)
        formats = inner.choices("formats", (*sorted(set(FORMATS.values())), "torchscript"))
        switches = {
            name: inner.flag(name) or False
            for name in ("known", "pin", "signature", "scan", "evaluation")
        }
        inner.close()
        found.append(Requirement(grade, formats=formats, **switches))
    return tuple(found)


def _block(table: Table, rules: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = dict(Policy().block)
    for rule in rules:
        if table.has(rule):
            found[rule] = table.choice(rule, (*GRADES, "never"))
    return tuple(found.items())


def _worse(table: Table) -> Worse:
    switches = {
        name: table.flag(name) is not False for name in ("publisher", "unsigned", "pin", "format")
    }
    return Worse(grade=table.choice("grade", (*GRADES, "never"), Worse().grade), **switches)


def _exemption(table: Table, rules: Iterable[str]) -> Exemption:
    expires = table.raw("expires")
    if isinstance(expires, datetime) or not isinstance(expires, date):
        table.fail("expires", "must be a day, written without quotes: expires = 2027-01-31")
    found = Exemption(
        rule=table.choice("rule", rules),
        artifact=table.text("artifact", pattern=_PATTERN) or table.fail("artifact", "is empty"),
        owner=table.text("owner"),
        reason=table.text("reason"),
        expires=expires,
        path=table.text("path", "*"),
    )
    for key in ("owner", "reason"):
        if not re.search(r"\w", table.text(key)):
            table.fail(key, "is empty: say who answers for it, and why")
    table.close()
    return found


def _consistent(policy: Policy, table: Table) -> None:
    """What contradicts itself is a mistake."""
    for key, names in (("publishers", policy.publishers), ("repositories", policy.repositories)):
        both = sorted({a.lower() for a in names.allow or ()} & {d.lower() for d in names.deny})
        if both:
            table.fail(key, f"{both[0]!r} is allowed and denied: remove one")
    seen = set()
    for each in policy.exemptions:
        key = f"{each.rule} for {each.artifact} in {each.path}"
        if key in seen:
            table.fail("exceptions", f"{key} is there twice: remove one")
        seen.add(key)
