"""File paths: `os.path`, `pathlib`."""

import posixpath
from typing import TYPE_CHECKING

from reach.flow.program import Body
from reach.flow.values import EMPTY, Const, External, Pattern, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

PATH_TYPES = frozenset(
    "pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath anyio.Path"
    " upath.UPath".split()
)


def is_path(value: Value) -> bool:
    """Whether a value is a path that pathlib made."""
    return (isinstance(value, Const) and value.kind.startswith("path")) or (
        isinstance(value, External)
        and (value.name.removesuffix("()") in PATH_TYPES or value.name.startswith("pathlib."))
    )


def join_paths(
    ev: "Evaluator", parts: list[Values], body: Body | None, position: int
) -> Values:
    """The parts joined with `/`; an absolute part starts anew."""
    from reach.flow.strings import joined

    texts: list[str | Values] = []
    for part in parts:
        if not part:
            continue
        if texts:
            if all(isinstance(v, Const) and str(v.value).startswith("/") for v in part):
                texts = []
            else:
                texts.append("/")
        texts.append(part)
    found: set[Value] = set()
    for value in joined(ev, texts, body, position):
        if isinstance(value, Const) and isinstance(value.value, str):
            clean = posixpath.normpath(value.value) if value.value else value.value
            keep = "./" if value.value.startswith("./") and not clean.startswith(".") else ""
            found.add(ev.pool.const(keep + clean, value.body, value.position, "path"))
        elif isinstance(value, Pattern):
            parts_clean = tuple(
                p.replace("//", "/") if p is not None else None for p in value.parts
            )
            found.add(ev.pool.pattern(parts_clean, value.body, value.position, value.reasons))
        else:
            found.add(value)
    return frozenset(found)


def as_path(ev: "Evaluator", values: Values) -> Values:
    """The same texts, known to be paths."""
    return frozenset(
        ev.pool.const(str(v.value), v.body, v.position, _path_kind(v.kind))
        if isinstance(v, Const) and isinstance(v.value, str)
        else v
        for v in values
    )


def _path_kind(kind: str) -> str:
    return kind if kind != "literal" else "path"


def parent(ev: "Evaluator", values: Values) -> Values:
    """The folders that paths are in."""
    found: Values = EMPTY
    for value in values:
        if isinstance(value, Const) and isinstance(value.value, str):
            folder = posixpath.dirname(value.value) or "."
            found |= {ev.pool.const(folder, value.body, value.position, "path")}
        else:
            found |= {value}
    return found
