"""Files that the code names: what is in them, and why not when they cannot be read."""

import posixpath
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.paths import OF_FILE
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import asks_for
from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.settings.trees import parse
from reach.flow.values import (
    EMPTY,
    Const,
    External,
    Pattern,
    Place,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

OPENERS = (
    "<builtin>.open",
    "io.open",
    "codecs.open",
    "gzip.open",
    "gzip.GzipFile",
    "bz2.open",
    "bz2.BZ2File",
    "lzma.open",
    "fsspec.open",
    "smart_open.open",
    "smart_open.smart_open",
    "tensorflow.io.gfile.GFile",
    "tensorflow.gfile.GFile",
    "tensorflow.compat.v1.gfile.GFile",
    "aiofiles.open",
    "anyio.open_file",
    "click.open_file",
    "xopen.xopen",
    "megfile.smart_open",
    "iopath.common.file_io.PathManager().open",
    "iopath.common.file_io.PathManagerFactory.get().open",
    "fvcore.common.file_io.PathManager.open",
    "fvcore.common.file_io.PathManager().open",
    "detectron2.utils.file_io.PathManager.open",
    "fsspec.filesystem().open",
    "gcsfs.GCSFileSystem().open",
    "s3fs.S3FileSystem().open",
    "huggingface_hub.HfFileSystem().open",
)
"""Functions whose first argument is the path of the file that they open."""

STREAMS = (*(f"{name}()" for name in OPENERS), "pathlib.Path().open()")
"""Names of the objects that stand for an open file; their receiver is its path."""

HELD = ("io.BytesIO()", "mmap.mmap()")
"""What stands for the bytes of a file."""

READS = (
    *(f"{name}.read()" for name in STREAMS),
    "pathlib.Path().read_text()",
    "pathlib.Path().read_bytes()",
)

asks_for(HELD)


def locate(ev: "Evaluator", path: Const, body: Body | None) -> str | None:
    """The project's file that a path means: below the root, or beside the code that names it."""
    text = path.value
    if not isinstance(text, str) or text.startswith("~") or len(text) > 1_000:
        return None
    if text.startswith("/"):
        return in_container(ev, text, body)
    if posixpath.normpath(text or ".") == ".":
        return None
    folders = [""]
    if path.kind != OF_FILE:
        for place in (path.body, body):
            if isinstance(place, Body):
                folders += _upwards(place.facts.path)
        folders += ev.program.roots
    for folder in dict.fromkeys(folders):
        candidate = posixpath.normpath(posixpath.join(folder, text))
        if not candidate.startswith("..") and _read(ev, candidate) is not None:
            return candidate
    return in_container(ev, text, body) if path.kind != OF_FILE else None


def in_container(ev: "Evaluator", text: str, body: Body | None) -> str | None:
    """The file that a path means in the containers of the project: in those that are told of
    nearest to the code; None where they disagree."""
    key = ("in container", text)
    if key not in ev.tables:
        ev.tables[key] = _seen(ev, text)
    found: dict[str, list[str]] = ev.tables[key]
    if len(found) > 1 and body is not None:
        near = {real: max(_shared(by, body.facts.path) for by in at) for real, at in found.items()}
        most = max(near.values())
        found = {real: found[real] for real, shared in near.items() if shared == most}
    return next(iter(found)) if len(found) == 1 else None


def _seen(ev: "Evaluator", text: str) -> dict[str, list[str]]:
    """The files that a path means in containers, with the deployment files that say so."""
    found: dict[str, list[str]] = {}
    for view in ev.views:
        path = posixpath.normpath(posixpath.join(view.folder, text))
        for seen, real in view.mounts:
            inside = seen.rstrip("/") + "/"
            if path != seen and not path.startswith(inside):
                continue
            rest = path[len(inside) :]
            candidate = posixpath.normpath(posixpath.join(real, rest)) if rest else real
            if not candidate.startswith("..") and _read(ev, candidate) is not None:
                found.setdefault(candidate, []).append(view.path)
                break
    return found


def _shared(one: str, other: str) -> int:
    """How many folders two paths have in common."""
    common = 0
    for a, b in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if a != b:
            break
        common += 1
    return common


def _upwards(path: str) -> list[str]:
    """The folder of a file and those above it."""
    found = []
    while path:
        path = posixpath.dirname(path)
        found.append(path)
    return found


def _read(ev: "Evaluator", path: str) -> str | None:
    key = ("text", path)
    if key not in ev.tables:
        ev.tables[key] = ev.files(path) if ev.files is not None else None
    text: str | None = ev.tables[key]
    return text


def text_at(ev: "Evaluator", path: Value, body: Body | None) -> tuple[str, str] | Unknown | None:
    """Text and path of a file; the reason when it cannot be read; None for an opaque path."""
    if isinstance(path, Unknown):
        return path
    if isinstance(path, Pattern):
        return path.reasons[0] if path.reasons else None
    if not isinstance(path, Const) or not isinstance(path.value, str):
        return None
    found = locate(ev, path, body)
    if found is None and posixpath.normpath(path.value or ".") == ".":
        return None
    if found is None:
        reason = f"file {path.value[:200]} is not in the project"
        return ev.pool.unknown(reason, path.body, path.position)
    text = _read(ev, found)
    return (text, found) if text is not None else None


def opened(ev: "Evaluator", value: Value) -> Value | None:
    """The path of an open file, or of one whose bytes are held in memory."""
    if isinstance(value, External) and value.name in HELD:
        call = made_by(ev, value)
        given = call.positional(0) if call is not None else EMPTY
        value = next(iter(given)) if len(given) == 1 else value
        if isinstance(value, External) and value.name.endswith(".fileno()"):
            value = value.receiver or value
    if isinstance(value, External) and value.name in READS and value.receiver is not None:
        value = value.receiver
        if not isinstance(value, External):
            return value
    return value.receiver if isinstance(value, External) and value.name in STREAMS else None


def content(
    ev: "Evaluator", value: Value, body: Body | None
) -> tuple[str, str, Const | None] | Unknown | None:
    """Text, path and literal that a stream, a text or a path holds; None for anything else."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Const) and isinstance(value.value, str):
        if isinstance(value.body, Place):
            return value.value, value.body.path, value
        return value.value, "", value
    while isinstance(value, External) and value.name in READS and value.receiver is not None:
        inner = value.receiver
        if not isinstance(inner, External):
            return _third(text_at(ev, inner, body))
        value = inner
    if isinstance(value, External) and value.name in STREAMS and value.receiver is not None:
        return _third(text_at(ev, value.receiver, body))
    return None


def _third(
    found: tuple[str, str] | Unknown | None,
) -> tuple[str, str, Const | None] | Unknown | None:
    return (*found, None) if isinstance(found, tuple) else found


def tree_at(ev: "Evaluator", path: str, form: str) -> Tree | None:
    """The parsed content of a file of the project."""
    key = ("tree", path, form)
    if key not in ev.tables:
        text = _read(ev, path)
        written = ev.inner.get(path, path)
        ev.tables[key] = parse(text, written, form) if text is not None else None
    tree: Tree | None = ev.tables[key]
    return tree


def loaded(ev: "Evaluator", values: Values, body: Body | None, form: str) -> Values | None:
    """What parsing streams or texts gives; None when one of them is opaque."""
    found: Values = EMPTY
    for value in values:
        known = content(ev, value, body)
        if known is None:
            return None
        found |= {known} if isinstance(known, Unknown) else _parsed(ev, *known, form)
    return found


def _parsed(ev: "Evaluator", text: str, path: str, literal: Const | None, form: str) -> Values:
    if path.endswith(".pbtxt"):
        form = "pbtxt"
    if literal is None:
        tree = tree_at(ev, path, form)
    else:
        tree = parse(text, path, form)
    if tree is None:
        what = f"file {path}" if path else "text"
        return ev.unknown(f"{what} cannot be read as {form.upper()}")
    return as_values(ev, tree, "dict", path, literal if not path else None)


def as_values(
    ev: "Evaluator", tree: Tree, kind: str, origin: str, literal: Const | None = None
) -> Values:
    """A tree as dictionaries and lists of constants; those of a literal are written there."""
    if isinstance(tree, dict):
        rows = [(key, as_values(ev, inner, kind, origin, literal)) for key, inner in tree.items()]
        return frozenset((ev.pool.bundle(kind, rows, origin=origin),))
    if isinstance(tree, list):
        items = [as_values(ev, inner, kind, origin, literal) for inner in tree]
        return frozenset((ev.pool.bundle("list", enumerate(items), origin=origin),))
    return frozenset((leaf(ev, tree, literal),))


def leaf(ev: "Evaluator", tree: Leaf, literal: Const | None = None) -> Const:
    """One scalar as a constant."""
    if literal is not None:
        return ev.pool.const(tree.value, literal.body, literal.position, literal.kind)
    return ev.pool.const(tree.value, tree.place, 0, "config file")
