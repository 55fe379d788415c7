"""Secrets in scanned text: reports, logs and the store show that there is one, not which.

What looks like a token of a known service, the password of an address, and what is given to a
parameter, option or variable that is called a token or a password, is replaced.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from reach.later import regex
from reach.records.location import Location
from reach.records.repair import Fix, Plan

T = TypeVar("T")

HIDDEN = "***"

_SECRET_NAME = regex(r"(?i)token(?!iz)|secret|passw|api_?key|credential")

_TOKENS = (
    r"hf_[A-Za-z0-9]{16,}",
    r"api_org_[A-Za-z0-9]{16,}",
    r"gh[pousr]_[A-Za-z0-9]{16,}",
    r"github_pat_\w{20,}",
    r"gl(?:pat|dt|rt|cbt)-[\w-]{16,}",
    r"(?:AKIA|ASIA)[A-Z0-9]{16}",
    r"AIza[\w-]{30,}",
    r"ya29\.[\w-]{20,}",
    r"sk-(?:proj|ant|or|svcacct)-[\w-]{20,}",
    r"sk-[A-Za-z0-9]{32,}",
    r"xox[abeoprs]-[\w-]{10,}",
    r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*",
    r"pypi-[\w-]{40,}",
    r"npm_[A-Za-z0-9]{30,}",
    r"dckr_pat_[\w-]{16,}",
    r"nvapi-[\w-]{20,}",
    r"r8_[A-Za-z0-9]{30,}",
)
_TOKEN = regex(rf"(?<![A-Za-z0-9])(?:{'|'.join(_TOKENS)})")
_ADDRESS = regex(r"(?<=://)[^\s/?#@:'\"<>]{0,200}:[^\s/?#@'\"<>]{1,500}@")
_NAMED = regex(
    r"""(?ix) (?<![a-z])
    ((?: \w{0,40}[_-])? (?: token | api_?-?key | secret(?:[_-]?key)? | passw(?:or)?d | passwd )
      ["']? \s{0,3} [=:]\s{0,3} | --(?:\w+-)? (?:token|api-key|password|secret) \s{1,3} )
    (b?["']) ([^"'\s{}$]{6,500}) (?=\2)"""
)
_UNQUOTED = regex(
    r"((?i:\b\w*(?:token(?!iz|s\b|s?_ids?\b)|api_key|secret|password)\w*="
    r"|--(?:\w+-)?(?:token|api-key|password|secret)[= ]{1,3})(?!\w+[.(])"
    r"|\b[A-Z_]*(?:TOKEN(?!IZ|S\b)|API_KEY|SECRET|PASSWORD)[A-Z_]*=)"
    r"(?![\"'$]|\d+\b)([\w/+.~-]{8,500})(?![\w(.\[])"
)


def redacted(text: str) -> str:
    """The text without its secrets."""
    if len(text) < 8:
        return text
    if "://" in text and "@" in text:
        text = _ADDRESS.sub(f"{HIDDEN}@", text)
    return _TOKEN.sub(HIDDEN, text)


def redacted_code(text: str) -> str:
    """Source text, or a command, without its secrets: what is given as a token is one too."""
    text = redacted(text)
    text = _NAMED.sub(lambda m: f"{m[1]}{m[2]}{HIDDEN}", text)
    return _UNQUOTED.sub(lambda m: f"{m[1]}{HIDDEN}", text)


def without_secrets(record: T) -> T:
    """A record, and all that it holds, without secrets; the same one where there are none. Places
    and edits stay as they are: they have to fit the files."""
    found: T = _clean(record)
    return found


def without_values(text: str, environment: Mapping[str, str]) -> str:
    """A message without secrets, among them what variables of the environment hold that are called
    a token or a password."""
    for name, value in environment.items():
        if len(value) >= 8 and _SECRET_NAME.search(name):
            text = text.replace(value, HIDDEN)
    return redacted(text)


def _clean(value: Any, code: bool = False) -> Any:
    if isinstance(value, str):
        return redacted_code(value) if code else redacted(value)
    if isinstance(value, tuple):
        made = [_clean(each, code) for each in value]
        if all(new is old for new, old in zip(made, value, strict=True)):
            return value
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    if not is_dataclass(value) or isinstance(value, (type, Location, Plan, Fix)):
        return value
    changes = {}
    for name in _names(type(value)):
        old = getattr(value, name)
        new = _clean(old, name == "snippet")
        if new is not old and new != old:
            changes[name] = new
    if not changes:
        return value
    known = {name: getattr(value, name) for name in _names(type(value))}
    return type(value)(**(known | changes))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.init)
