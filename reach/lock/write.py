"""The text of a lock: the same for the same content, in an order that makes small differences."""

from dataclasses import asdict
from typing import Any

from reach.errors import LockError
from reach.lock.read import VERSION, digest
from reach.records.lock import Lock

_TITLE = "# What the code loads from its hub, as `reach lock` found it. Do not edit: lock again.\n"


def text_of(lock: Lock) -> str:
    """A lock as it is written to a file."""
    try:
        import tomli_w
    except ImportError as error:
        raise LockError(
            "writing a lock needs tomli-w and huggingface_hub: pip install 'modelreach[lock]'"
        ) from error
    entries = sorted(lock.entries, key=_order)
    unlocked = sorted(lock.unlocked, key=_order)
    content: dict[str, Any] = {}
    if entries:
        content["artifact"] = [_plain(asdict(each)) for each in entries]
    if unlocked:
        content["unlocked"] = [_plain(asdict(each)) for each in unlocked]
    body = tomli_w.dumps(content)
    return f'{_TITLE}version = {VERSION}\ndigest = "sha256:{digest(body)}"\n{body}'


def _order(each: Any) -> tuple[str, str, str]:
    return each.type, each.repository, each.asked or ""


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing, and with lists in the place of tuples."""
    found: dict[str, Any] = {}
    for key, item in value.items():
        if isinstance(item, tuple | list):
            item = [_plain(each) if isinstance(each, dict) else each for each in item]
        if item not in (None, [], False):
            found[key] = item
    return found
