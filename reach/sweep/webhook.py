"""Tells another program what is new at `exposed` or above: signed, and tried again.

The body is JSON. `X-Reach-Signature-256` is `sha256=` and the HMAC-SHA256, under the shared secret,
of the value of `X-Reach-Timestamp`, a full stop and the body, so that a message can neither be
changed nor sent again later. `X-Reach-Delivery` is the same for the same message: one that arrives
twice, because its receipt was lost, can be told.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, insert, select

from reach.errors import UsageError
from reach.sweep.store import history
from reach.sweep.store.history import Found
from reach.sweep.store.opening import Store
from reach.sweep.store.schema import deliveries
from reach.upload.http import PLAIN, Client

WEAKEST = "exposed"
ALL = "all"
"""Noted once everything that a sweep found new was delivered."""
BATCH = 100
"""Findings in one message."""


def deliver(
    store: Store,
    sweep: int,
    address: str,
    secret: str,
    *,
    client: Client | None = None,
    now: Callable[[], float] = time.time,
) -> int:
    """Send what is new since the last time that all was delivered, or since the sweep before for
    the first time; how many messages were sent. What was sent already is not sent again."""
    target = hashlib.sha256(address.encode()).hexdigest()[:32]
    d = deliveries.c
    with store.reading() as connection:
        whole = select(func.max(d.sweep_id)).where(d.target == target, d.body == ALL)
        since = connection.execute(whole).scalar()
        since = sweep - 1 if since is None else since
        found = history.new(connection, since, WEAKEST) if since < sweep else []
        sent_before = select(d.body).where(d.sweep_id == sweep, d.target == target)
        done = set(connection.execute(sent_before).scalars())
    sender = client or receiver(address)
    sent = 0
    for body in _bodies(sweep, found):
        name = hashlib.sha256(body).hexdigest()[:32]
        if name in done:
            continue
        sender.send("POST", "", body, _headers(body, name, secret, str(int(now()))))
        _note(store, sweep, target, name)
        sent += 1
    if ALL not in done:
        _note(store, sweep, target, ALL)
    return sent


def _note(store: Store, sweep: int, target: str, body: str) -> None:
    with store.writing() as connection:
        values = {"sweep_id": sweep, "target": target, "body": body}
        connection.execute(insert(deliveries).values(values))


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What the receiver has to compare with."""
    signed = timestamp.encode("ascii") + b"." + body
    return f"sha256={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def receiver(address: str) -> Client:
    """Who is told; an error where the address is none."""
    return Client(address, "", option="--webhook", headers=PLAIN)


def checked(secret: str | None) -> str:
    """The shared secret; an error where there is none worth the name."""
    if not secret or len(secret) < 16:
        raise UsageError(
            "--webhook: REACH_WEBHOOK_SECRET is not set, or shorter than 16 characters"
        )
    return secret


def _bodies(sweep: int, found: Sequence[Found]) -> Iterator[bytes]:
    """Messages of at most so many findings each, the same for the same findings."""
    parts = [found[start : start + BATCH] for start in range(0, len(found), BATCH)]
    for number, part in enumerate(parts, start=1):
        message: dict[str, Any] = {
            "event": "new-findings",
            "sweep": sweep,
            "part": number,
            "parts": len(parts),
            "findings": [asdict(each) for each in part],
        }
        yield json.dumps(message, sort_keys=True).encode("ascii")


def _headers(body: bytes, name: str, secret: str, timestamp: str) -> dict[str, str]:
    return {
        "X-Reach-Delivery": name,
        "X-Reach-Timestamp": timestamp,
        "X-Reach-Signature-256": signature(secret, timestamp, body),
    }
