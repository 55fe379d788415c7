"""Signatures in the format of minisign, checked with the Ed25519 of `cryptography`.

A publisher of a feed signs with `minisign -S -m feed.json`, which is packaged everywhere and needs
no service, so a feed can also be checked behind a firewall. The signature also covers the trusted
comment.
"""

import base64
import binascii
import hashlib
from pathlib import Path

from reach.errors import FeedError
from reach.records.record import dataclass

SUFFIX = ".minisig"

_COMMENT = "untrusted comment:"
_TRUSTED = "trusted comment: "
_EXTRA = "reading signatures needs the package cryptography: pip install 'modelreach[feed]'"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key."""

    id: bytes
    bytes: bytes

    @property
    def name(self) -> str:
        """As minisign shows it."""
        return self.id[::-1].hex().upper()


def key(text: str) -> Key:
    """A public key from its text, or from the file with this name."""
    where = "the public key"
    if not text.startswith("RW"):
        where = text
        try:
            text = Path(text).read_text("utf-8")
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise FeedError(f"{where}: no public key of minisign, and no file with one") from error
    lines = [line for line in text.splitlines() if line and not line.startswith(_COMMENT)]
    data = _decoded(lines[0], where) if len(lines) == 1 else b""
    if len(data) != 42 or data[:2] != b"Ed":
        raise FeedError(f"{where}: no public key of minisign (56 characters that begin with RW)")
    return Key(data[2:10], data[10:])


def verify(content: bytes, signature: str, public: Key, where: str) -> str:
    """The trusted comment of a signature that is right; everything else is an error."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as error:
        raise FeedError(_EXTRA) from error
    lines = signature.splitlines()
    if len(lines) != 4 or not lines[0].startswith(_COMMENT) or not lines[2].startswith(_TRUSTED):
        raise FeedError(f"{where}: no signature of minisign")
    data, over_comment = _decoded(lines[1], where), _decoded(lines[3], where)
    comment = lines[2].removeprefix(_TRUSTED)
    if len(data) != 74 or len(over_comment) != 64 or data[:2] not in (b"Ed", b"ED"):
        raise FeedError(f"{where}: no signature of minisign")
    if data[2:10] != public.id:
        other = Key(data[2:10], b"").name
        raise FeedError(f"{where}: signed with the key {other}, and {public.name} is expected")
    signed = hashlib.blake2b(content).digest() if data[:2] == b"ED" else content
    try:
        checker = Ed25519PublicKey.from_public_bytes(public.bytes)
        checker.verify(data[10:], signed)
        checker.verify(over_comment, data[10:] + comment.encode("utf-8"))
    except (InvalidSignature, ValueError) as error:
        raise FeedError(
            f"{where}: the signature does not belong to this file and key: get both again, and ask "
            "the publisher if that does not help"
        ) from error
    return comment


def _decoded(text: str, where: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise FeedError(f"{where}: no text in base64: {text[:20]!r}") from error
