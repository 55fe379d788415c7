"""Digests of content."""

import hashlib

SIZE = 20
"""Bytes of a digest."""


def digest(*parts: bytes | str) -> bytes:
    """One digest of several parts, none of which can run into the next."""
    made = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.digest()
