"""Read `models.lock`, and refuse one that is not whole."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from reach.errors import LockError
from reach.later import later, regex
from reach.records.lock import (
    ATTESTATIONS,
    REASONS,
    Attestation,
    Lock,
    Locked,
    LockedFile,
    Unlocked,
)
from reach.rules.table import Table

if TYPE_CHECKING:
    import tomllib
else:
    tomllib = later("tomllib")

NAME = "models.lock"
VERSION = 1
MAX_BYTES = 50_000_000

TYPES = ("model", "dataset", "code")
COMMIT = r"[0-9a-f]{40}"
SHA256 = r"[0-9a-f]{64}"

_HEAD = regex(r'digest = "sha256:([0-9a-f]{64})"\n')
_AGAIN = "get the last state from version control, or run `reach lock` again"


def find(root: Path) -> Path | None:
    """The lock that belongs to a scanned tree: in its folder, or above it in the repository."""
    start = root.resolve()
    first = start if start.is_dir() else start.parent
    for folder in (first, *first.parents):
        if (folder / NAME).is_file():
            return folder / NAME
        if (folder / ".git").exists():
            return None
    return None


def read(path: Path) -> Lock:
    """The lock in a file."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LockError(f"{path}: larger than {MAX_BYTES} bytes")
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LockError(f"{path}: not UTF-8: {_AGAIN}") from error
    except OSError as error:
        raise LockError(f"{path}: cannot be read: {error.strerror}") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Lock:
    """The lock that a text holds."""
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise LockError(f"{path}: not whole, or merged by hand: {error}: {_AGAIN}") from error
    table = Table(str(path), data, {}, LockError)
    if table.raw("version") != VERSION:
        table.fail("version", f"is {data.get('version')!r}, and this reach reads {VERSION}")
    head = _HEAD.search(text)
    table.raw("digest")
    if head is None or head[1] != digest(text[head.end() :]):
        table.fail("digest", f"does not belong to the rest: changed or only half written: {_AGAIN}")
    lock = Lock(
        tuple(_locked(each) for each in table.tables("artifact")),
        tuple(_unlocked(each) for each in table.tables("unlocked")),
    )
    table.close()
    _once(lock, table)
    return lock


def digest(text: str) -> str:
    """Digest of what follows the head of a lock."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _once(lock: Lock, table: Table) -> None:
    seen: set[tuple[str, str, str | None]] = set()
    for each in lock.all:
        if each.key in seen:
            table.fail("artifact", f"{each.repository} is there twice: {_AGAIN}")
        seen.add(each.key)


def _locked(table: Table) -> Locked:
    found = Locked(
        type=table.choice("type", TYPES),
        repository=table.text("repository"),
        asked=table.optional("asked"),
        commit=table.text("commit", pattern=COMMIT),
        name=table.text("name"),
        publisher=table.text("publisher"),
        license=table.optional("license"),
        base_models=table.texts("base_models"),
        datasets=table.texts("datasets"),
        card=table.flag("card") or False,
        gated=table.optional("gated"),
        safetensors=table.flag("safetensors") or False,
        modified=table.optional("modified"),
        files=tuple(_file(each) for each in table.tables("files")),
        attestations=tuple(_attestation(each) for each in table.tables("attestations")),
    )
    table.close()
    return found


def _file(table: Table) -> LockedFile:
    size = table.raw("size")
    if size is not None and not isinstance(size, int):
        table.fail("size", "must be a whole number")
    found = LockedFile(
        path=table.text("path"),
        size=size,
        sha256=table.optional("sha256", SHA256),
        git=table.optional("git", COMMIT),
        format=table.text("format", "unknown"),
    )
    table.close()
    return found


def _attestation(table: Table) -> Attestation:
    found = Attestation(
        kind=table.choice("kind", ATTESTATIONS),
        commit=table.text("commit", pattern=COMMIT),
        by=table.text("by"),
        result=table.text("result"),
        digest=table.text("digest", pattern=SHA256),
        key=table.optional("key", SHA256),
        file=table.optional("file"),
        identity=table.optional("identity"),
        issuer=table.optional("issuer"),
    )
    table.close()
    return found


def _unlocked(table: Table) -> Unlocked:
    found = Unlocked(
        type=table.choice("type", TYPES),
        repository=table.text("repository"),
        asked=table.optional("asked"),
        reason=table.choice("reason", REASONS),
        commit=table.optional("commit", COMMIT),
    )
    table.close()
    return found
