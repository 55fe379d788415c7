"""What weight files say of themselves in their headers."""

import json
import math
import struct
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from reach.discover.weights.content import varint
from reach.later import later

if TYPE_CHECKING:
    import zipfile
else:
    zipfile = later("zipfile")

MAX_HEADER = 25_000_000
"""Bytes of a header that are read."""

MAX_ENTRIES = 5_000
"""Entries of a header that are read."""

MAX_TEXT = 200
"""Longest text that is told."""

Facts = Iterator[tuple[str, str]]


def facts_of(form: str, stream: BinaryIO) -> tuple[tuple[str, str], ...]:
    """The facts of a file of a known format; what is damaged says so."""
    read = _READERS.get(form)
    if read is None:
        return ()
    stream.seek(0)
    found: list[tuple[str, str]] = []
    try:
        for key, value in read(stream):
            found.append((key, value[:MAX_TEXT]))
    except (ValueError, OSError, struct.error, KeyError, TypeError, AttributeError, RecursionError):
        found.append(("header", "damaged"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, MemoryError):
        found.append(("header", "damaged"))
    return tuple(found)


def _safetensors(stream: BinaryIO) -> Facts:
    (length,) = struct.unpack("<Q", stream.read(8))
    if length > MAX_HEADER:
        yield "header", "too large to be read"
        return
    header = json.loads(stream.read(length))
    tensors = {name: each for name, each in header.items() if name != "__metadata__"}
    yield "tensors", str(len(tensors))
    yield "parameters", str(sum(math.prod(each["shape"]) for each in tensors.values()))
    yield "types", ", ".join(sorted({str(each["dtype"]) for each in tensors.values()}))
    for key in ("format", "modelspec.architecture"):
        value = header.get("__metadata__", {}).get(key)
        if value is not None:
            yield {"format": "written by"}.get(key, "architecture"), str(value)


# -- GGUF: a version, counts, then keys with typed values ------------------------------------------

_SIZES = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?"}
_SIZES |= {10: "<Q", 11: "<q", 12: "<d"}
_TEXT, _ARRAY = 8, 9

_KEYS = {
    "general.architecture": "architecture",
    "general.name": "name",
    "general.license": "license",
    "general.file_type": "file type",
    "general.base_model.0.repo_url": "base model",
}


def _gguf(stream: BinaryIO) -> Facts:
    _, version, tensors, entries = struct.unpack("<4sIQQ", stream.read(24))
    yield "version", str(version)
    yield "tensors", str(tensors)
    budget = [MAX_HEADER]
    for _ in range(min(entries, MAX_ENTRIES)):
        key = _gguf_text(stream, budget).decode("utf-8", "replace")
        (kind,) = struct.unpack("<I", stream.read(4))
        value = _gguf_value(stream, kind, budget)
        if key in _KEYS and value is not None:
            yield _KEYS[key], str(value)
        if key == "tokenizer.chat_template":
            yield "chat template", "yes"


def _gguf_text(stream: BinaryIO, budget: list[int]) -> bytes:
    (length,) = struct.unpack("<Q", stream.read(8))
    budget[0] -= length + 8
    if budget[0] < 0:
        raise ValueError("header too large")
    return stream.read(length)


def _gguf_value(stream: BinaryIO, kind: int, budget: list[int]) -> object:
    if kind == _TEXT:
        return _gguf_text(stream, budget).decode("utf-8", "replace")
    if kind != _ARRAY:
        form = _SIZES[kind]
        return struct.unpack(form, stream.read(struct.calcsize(form)))[0]
    inner, count = struct.unpack("<IQ", stream.read(12))
    if inner in _SIZES:
        width = struct.calcsize(_SIZES[inner]) * count
        budget[0] -= width
        if budget[0] < 0:
            raise ValueError("header too large")
        stream.seek(width, 1)
        return None
    for _ in range(count):
        if inner != _TEXT:
            raise ValueError("arrays of arrays")
        _gguf_text(stream, budget)
    return None


# -- others -----------------------------------------------------------------------------------


def _keras(stream: BinaryIO) -> Facts:
    with zipfile.ZipFile(stream) as archive:
        for name in ("metadata.json", "config.json"):
            if archive.getinfo(name).file_size > MAX_HEADER:
                raise ValueError("header too large")
        with archive.open("metadata.json") as file:
            metadata = json.loads(file.read(MAX_HEADER))
        with archive.open("config.json") as file:
            config = json.loads(file.read(MAX_HEADER))
    yield "keras", str(metadata.get("keras_version"))
    yield "class", str(config.get("class_name"))
    layers = sorted(set(_classes(config)))
    if "Lambda" in layers:
        yield "lambda layers", "yes"


def _classes(config: Any) -> Iterator[str]:
    """Names of the classes in a configuration."""
    work, looked = [config], 0
    while work and looked < 200_000:
        each = work.pop()
        looked += 1
        if isinstance(each, dict):
            if isinstance(each.get("class_name"), str):
                yield each["class_name"]
            work += each.values()
        elif isinstance(each, list):
            work += each


def _onnx(stream: BinaryIO) -> Facts:
    data = stream.read(65_536)
    at = 0
    while at < len(data):
        tag, at = varint(data, at)
        number, wire = tag >> 3, tag & 7
        if wire not in (0, 2):
            return
        value, at = varint(data, at)
        if wire == 0:
            if number == 1:
                yield "version", str(value)
            continue
        text = data[at : at + value]
        if number in (2, 3) and len(text) == value:
            name = {2: "written by", 3: "writer version"}[number]
            yield name, text.decode("utf-8", "replace")
        at += value


def _numpy(stream: BinaryIO) -> Facts:
    """Object arrays hold pickles."""
    head = stream.read(1024)
    if b"'descr': '|O'" in head:
        yield "objects", "pickled"


_READERS: dict[str, Callable[[BinaryIO], Facts]] = {
    "safetensors": _safetensors,
    "gguf": _gguf,
    "keras": _keras,
    "onnx": _onnx,
    "numpy": _numpy,
}
