"""The format of a file by its first bytes, and for archives by what is in them."""

import json
import struct
from typing import TYPE_CHECKING, BinaryIO

from reach.later import later, regex

if TYPE_CHECKING:
    import zipfile
else:
    zipfile = later("zipfile")

HEAD = 4096
"""Bytes that decide, for most formats."""

MAX_MEMBERS = 20_000
"""Files of an archive that are looked at."""

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GGUF", "gguf"),
    (0, b"\x89HDF\r\n\x1a\n", "hdf5"),
    (0, b"\x93NUMPY", "numpy"),
    (4, b"TFL3", "tflite"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"Rar!\x1a\x07", "rar archive"),
    (257, b"ustar", "tar"),
    (0, b"PAR1", "parquet"),
    (0, b"\x7fELF", "executable"),
    (0, b"MZ", "executable"),
    (0, b"\xcf\xfa\xed\xfe", "executable"),
    (0, b"lmgg", "ggml"),
    (0, b"tjgg", "ggml"),
    (0, b"fmgg", "ggml"),
)

_OLD_PICKLE = regex(rb"(\(dp?\d|\(lp?\d|c[A-Za-z_][\w.]*\n[\w.]+\n|\(i[A-Za-z_][\w.]*\n)")
"""How a pickle in text form begins."""

CODE = frozenset(("pickle", "torchscript", "executable"))
"""Formats that run code when they are loaded, or may."""

HIDING = frozenset(("7z archive", "rar archive"))
"""Formats that loaders refuse or unpack, and scanners cannot see into."""


def format_of(stream: BinaryIO, size: int) -> str:
    """The format of a file, or `unknown`."""
    head = stream.read(HEAD)
    for offset, magic, name in _MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return name
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _archive(stream)
    if _is_safetensors(head, size):
        return "safetensors"
    if head[:1] == b"\x80" and head[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "pickle"
    if _OLD_PICKLE.match(head):
        return "pickle"
    if _is_onnx(head, size):
        return "onnx"
    return _text(head)


def _is_safetensors(head: bytes, size: int) -> bool:
    if len(head) < 10:
        return False
    (length,) = struct.unpack("<Q", head[:8])
    return 2 <= length <= size - 8 and head[8:9] == b"{" and head[9:10] in b'"}'


def _archive(stream: BinaryIO) -> str:
    """What a zip archive holds; torch, Keras and numpy write such."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()[:MAX_MEMBERS]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "damaged zip archive"
    inner = {name.partition("/")[2] for name in names}
    if "constants.pkl" in inner and any(name.startswith("code/") for name in inner):
        return "torchscript"
    if "data.pkl" in inner or "data.pkl" in names:
        return "pickle"
    if {"config.json", "metadata.json"} <= set(names):
        return "keras"
    if any(name.startswith("MAR-INF/") for name in names):
        return "torchserve archive"
    if names and all(name.endswith(".npy") for name in names):
        return "numpy"
    if any(name.endswith((".pkl", ".pickle")) for name in names):
        return "pickle"
    return "zip archive"


def _is_onnx(head: bytes, size: int) -> bool:
    """A protobuf message whose first fields are those of an ONNX model: the version of the format
    first, and a producer, operator sets or a graph after it."""
    at, seen = 0, list[int]()
    while at < len(head) and len(seen) < 6:
        tag, at = varint(head, at)
        number, wire = tag >> 3, tag & 7
        if not 1 <= number <= 25 or wire not in (0, 2):
            return False
        value, at = varint(head, at)
        seen.append(number)
        if wire == 2:
            if at + value > size:
                return False
            at += value
    return len(seen) > 1 and seen[0] == 1 and bool({2, 7, 8} & set(seen))


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of a protobuf message, and where it ends."""
    value = shift = 0
    while at < len(data) and shift < 64:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
        shift += 7
    return value, at


def _text(head: bytes) -> str:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4 or not head:
            return "unknown"
        text = head[: error.start].decode("utf-8")
    if "\0" in text or not text.strip():
        return "unknown"
    if text.lstrip()[:1] in "{[":
        try:
            json.loads(text)
        except ValueError:
            return "json" if len(head) == HEAD else "text"
        return "json"
    return "text"
