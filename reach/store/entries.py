"""Entries of the store as bytes: compressed, with a checksum over key and content."""

import zlib

from reach.records.digest import blake2b

_DIGEST = 16
_LEVEL = 1


def packed(key: bytes, content: bytes) -> bytes:
    """An entry."""
    small = zlib.compress(content, _LEVEL)
    return blake2b(key + small, digest_size=_DIGEST).digest() + small


def opened(key: bytes, value: object) -> bytes | None:
    """The content of an entry; None where it is not what was put there."""
    if not isinstance(value, bytes):
        return None
    check, small = value[:_DIGEST], value[_DIGEST:]
    if blake2b(key + small, digest_size=_DIGEST).digest() != check:
        return None
    return zlib.decompress(small)
