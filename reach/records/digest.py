"""Digests of content."""

__all__ = ["SIZE", "blake2b", "digest"]

try:
    from _blake2 import blake2b
except ImportError:  # an implementation of Python without it
    from hashlib import blake2b
SIZE = 20
"""Bytes of a digest."""


def digest(*parts: bytes | str) -> bytes:
    """One digest of several parts, none of which can run into the next."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.digest()
