"""The two calls of GitHub's API: hand over an analysis, and ask whether it was processed."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from reach.errors import UsageError
from reach.later import regex
from reach.records.record import dataclass
from reach.upload.http import Client

_REPOSITORY = regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
_COMMIT = regex(r"[0-9a-f]{40}")
_REF = regex(r"refs/(?:heads|tags|pull)/[^\s\x00-\x1f\x7f]+")
_POLL = (2.0, 5.0, 10.0, 20.0)
"""Seconds between questions; the last one is repeated."""


@dataclass(frozen=True, slots=True)
class Destination:
    """What an analysis belongs to."""

    repository: str
    """`owner/name`."""
    commit: str
    """40 hexadecimal digits."""
    ref: str
    """`refs/heads/main`, `refs/pull/7/merge`, ..."""

    def __post_init__(self) -> None:
        for name, value, form, expected in (
            ("repository", self.repository, _REPOSITORY, "owner/name"),
            ("commit", self.commit, _COMMIT, "40 hexadecimal digits"),
            ("ref", self.ref, _REF, "refs/heads/…, refs/tags/… or refs/pull/…"),
        ):
            if not form.fullmatch(value):
                raise UsageError(f"--{name} {value!r}: expected {expected}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an upload."""

    id: str
    status: str
    """`pending`, `complete` or `failed`."""
    errors: tuple[str, ...] = ()


def upload(
    client: Client,
    destination: Destination,
    sarif: str,
    *,
    patience: float = 120.0,
    clock: Callable[[], float] = time.monotonic,
) -> Receipt:
    """Hand over a prepared SARIF file, and wait until it was processed, or `patience` ends."""
    address = f"/repos/{destination.repository}/code-scanning/sarifs"
    body = {
        "commit_sha": destination.commit,
        "ref": destination.ref,
        "sarif": sarif,
        "tool_name": "reach",
    }
    answer = client.send("POST", address, json.dumps(body).encode("ascii"))
    number = _text(answer, "id")
    if not re.fullmatch(r"[\w-]{1,100}", number):
        raise UsageError("the answer to the upload names no analysis")
    receipt = Receipt(number, "pending")
    end = clock() + patience
    for attempt in range(10_000):
        pause = _POLL[min(attempt, len(_POLL) - 1)]
        if clock() + pause > end:
            break
        client.sleep(pause)
        receipt = _receipt(number, client.send("GET", f"{address}/{number}", None))
        if receipt.status != "pending":
            break
    return receipt


def _receipt(number: str, answer: Any) -> Receipt:
    errors = answer.get("errors") if isinstance(answer, dict) else None
    listed = tuple(str(error) for error in errors) if isinstance(errors, list) else ()
    status = _text(answer, "processing_status")
    return Receipt(number, status if status in ("complete", "failed") else "pending", listed)


def _text(answer: Any, key: str) -> str:
    value = answer.get(key) if isinstance(answer, dict) else None
    return value if isinstance(value, str) else ""
