"""File paths: `pathlib`, and the place of the file itself; `os_paths` has those of `os.path`."""

import posixpath
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.hooks import texts
from reach.flow.values import EMPTY, Const, External, Module, Pattern, Value, Values
from reach.later import regex

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

OF_FILE = "path of the file"
"""Kind of the paths made from `__file__`: relative to the root, wherever the program runs."""

PATH_TYPES = tuple(
    "pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath pathlib.WindowsPath"
    " pathlib.PureWindowsPath anyio.Path upath.UPath pathlib2.Path py.path.local cog.Path".split()
)
_TYPE = "pathlib.Path()"
_METHODS = frozenset(n for n in dir(Path) if not n.startswith("_") and not hasattr(str, n))


def is_path(value: Value) -> bool:
    """Whether a value is known to be a path."""
    return isinstance(value, (Const, Pattern)) and value.path


def as_path(ev: "Evaluator", values: Values, clean: bool = True) -> Values:
    """The same texts as paths; pathlib also cleans them up."""
    found: set[Value] = set()
    for value in values:
        if isinstance(value, Const) and isinstance(value.value, str):
            text = posixpath.normpath(value.value) if clean and value.value else value.value
            text = text or "." if clean else _SLASHES.sub("/", text)
            found.add(ev.pool.const(text, value.body, value.position, value.kind, True))
        elif isinstance(value, Pattern):
            parts = _cleaned(value.parts, clean)
            found.add(_pattern(ev, value, parts))
        else:
            found.add(value)
    return frozenset(found)


def _pattern(ev: "Evaluator", value: Pattern, parts: tuple[str | None, ...]) -> Value:
    return ev.pool.pattern(
        parts, value.body, value.position, value.reasons, path=True, sources=value.sources
    )


def _cleaned(parts: tuple[str | None, ...], clean: bool) -> tuple[str | None, ...]:
    first = parts[0]
    if clean and first is not None and first.startswith("./") and first != "./":
        parts = (first[2:], *parts[1:])
    return tuple(_SLASHES.sub("/", p) if p is not None else None for p in parts)


_SLASHES = regex(r"(?<!:)//+")
"""Several slashes, but not those of a URL."""


def join_paths(
    ev: "Evaluator",
    parts: list[Values],
    body: Body | None,
    position: int,
    clean: bool = True,
) -> Values:
    """The parts joined with `/`; an absolute part starts anew."""
    parts = [_without_none(part) for part in parts if part]
    if not all(parts):
        return ev.unknown("value is None", body, position)
    found: Values = EMPTY
    for start, part in enumerate(parts):
        first = frozenset(v for v in part if _is_absolute(v)) if start else part
        after = [frozenset(v for v in p if not _is_absolute(v)) for p in parts[start + 1 :]]
        if first and all(after):
            found |= _joined(ev, [first, *after], body, position, clean)
    return found if parts else _joined(ev, [], body, position, clean)


def _joined(
    ev: "Evaluator", parts: list[Values], body: Body | None, position: int, clean: bool
) -> Values:
    from reach.flow.strings import joined

    pieces: list[str | Values] = []
    for part in parts:
        if pieces and not _ends_folder(pieces[-1]):
            pieces.append("/")
        pieces.append(part)
    if len(pieces) == 1 and not isinstance(pieces[0], str):
        return as_path(ev, pieces[0], clean)
    found = as_path(ev, joined(ev, pieces, body, position), clean)
    return frozenset(_own(ev, v) for v in found)


def _without_none(values: Values) -> Values:
    """Joining None or a truth value fails, so it is not what is joined."""
    texts = frozenset(v for v in values if not (isinstance(v, Const) and v.value is None))
    return frozenset(v for v in texts if not _is_truth(v)) or texts


def _is_truth(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, bool)


def _is_absolute(value: Value) -> bool:
    return isinstance(value, Const) and str(value.value).startswith("/")


def _ends_folder(piece: str | Values) -> bool:
    """Nothing needs to be put after a text that is empty or ends in a slash."""
    return not isinstance(piece, str) and all(
        isinstance(v, Const) and (v.value == "" or str(v.value).endswith("/")) for v in piece
    )


def _own(ev: "Evaluator", value: Value) -> Value:
    """Paths made from `__file__` are always clean."""
    if isinstance(value, Const) and value.kind == OF_FILE:
        text = posixpath.normpath(value.value)
        return ev.pool.const(text, value.body, value.position, value.kind, True)
    return value


def changed(ev: "Evaluator", values: Values, change: Callable[[str], str]) -> Values:
    """Each path after a change of its text; what is not known stays as it is."""
    found: set[Value] = set()
    for value in values:
        if isinstance(value, Const) and isinstance(value.value, str):
            try:
                text = change(value.value)
            except ValueError:
                text = value.value
            found.add(ev.pool.const(text, value.body, value.position, value.kind, True))
        else:
            found.add(value)
    return frozenset(found)


def parent(ev: "Evaluator", values: Values, empty: str = ".") -> Values:
    """The folders that paths are in."""
    found: set[Value] = set()
    for value in values:
        if isinstance(value, Const) and isinstance(value.value, str):
            text = _folder(value.value, value.kind == OF_FILE, empty)
            found.add(ev.pool.const(text, value.body, value.position, value.kind, True))
        elif isinstance(value, Pattern) and "/" in (value.parts[-1] or "").rstrip("/"):
            last = (value.parts[-1] or "").rstrip("/").rpartition("/")[0]
            found.add(_pattern(ev, value, (*value.parts[:-1], last)))
        else:
            found.add(value)
    return frozenset(found)


def _folder(text: str, of_file: bool, empty: str) -> str:
    if of_file:
        up = text in ("", ".") or posixpath.basename(text) == ".."
        return posixpath.normpath(posixpath.join(text, "..")) if up else _or_here(text)
    return posixpath.dirname(text) or empty


def _or_here(text: str) -> str:
    return posixpath.dirname(text) or "."


def _suffixed(ev: "Evaluator", values: Values, suffix: Values) -> Values:
    found: Values = EMPTY
    for end in texts(suffix):
        found |= changed(ev, values, partial(_with_end, end))
    return found or values


def _with_end(end: str, text: str) -> str:
    return posixpath.splitext(text)[0] + end


def _renamed(ev: "Evaluator", values: Values, name: Values, site: Site) -> Values:
    return join_paths(ev, [parent(ev, values), name], site.body, site.position)


def last(ev: "Evaluator", values: Values) -> Values:
    """The last parts of paths; it may be known where the folder is not."""
    found: set[Value] = set()
    for value in changed(ev, values, posixpath.basename):
        end = value.parts[-1] if isinstance(value, Pattern) else None
        if isinstance(value, Pattern) and end is not None and "/" in end:
            name = posixpath.basename(end)
            found.add(ev.pool.const(name, value.body, value.position, "literal", True))
        else:
            found.add(value)
    return frozenset(found)


# -- pathlib --------------------------------------------------------------------------------------


def path_attribute(ev: "Evaluator", value: Const | Pattern, name: str) -> Values | None:
    """An attribute or method of a path; None when it is one of texts."""
    values: Values = frozenset((value,))
    if name == "parent":
        return parent(ev, values)
    if name == "parents":
        rows: list[tuple[int, Values]] = []
        for index in range(6):
            values = parent(ev, values)
            rows.append((index, values))
        return frozenset((ev.pool.bundle("list", rows),))
    if name == "name":
        return plain(ev, last(ev, values))
    if name in _PARTS:
        return plain(ev, changed(ev, values, _PARTS[name]))
    if name in _METHODS:
        return frozenset((ev.pool.external(f"{_TYPE}.{name}", value),))
    return None


_PARTS: dict[str, Callable[[str], str]] = {
    "stem": lambda text: posixpath.splitext(posixpath.basename(text))[0],
    "suffix": lambda text: posixpath.splitext(text)[1],
}


def plain(ev: "Evaluator", values: Values) -> Values:
    """Texts that are no paths any more."""
    return frozenset(
        ev.pool.const(v.value, v.body, v.position, v.kind) if isinstance(v, Const) else v
        for v in values
    )


@model(*PATH_TYPES)
def _path(site: Site) -> Values:
    parts = site.all()
    if not site.arguments.positional:
        here = site.ev.pool.const(".", site.body, site.position, "literal", True)
        return frozenset((here,))
    if len(parts) == 1 and any(isinstance(v, External) for v in parts[0]):
        known = frozenset(v for v in parts[0] if not isinstance(v, External))
        return as_path(site.ev, known) | site.opaque()
    return joined_from(site, [])


@model("pathlib.Path.cwd", "os.getcwd", "os.getcwdb")
def _here(site: Site) -> Values:
    return frozenset((site.ev.pool.const(".", site.body, site.position, "literal", True),))


@model("pathlib.Path.home")
def _home(site: Site) -> Values:
    return frozenset((site.ev.pool.const("~", site.body, site.position, "literal", True),))


def _receiver(site: Site) -> Values:
    return frozenset((site.callee.receiver,)) if site.callee.receiver is not None else EMPTY


@model(f"{_TYPE}.joinpath")
def _joinpath(site: Site) -> Values:
    return joined_from(site, [_receiver(site)])


def joined_from(site: Site, before: list[Values], clean: bool = True) -> Values:
    """What stands before the arguments of a call, joined with these."""
    ways = site.spread()
    if ways is None:
        return site.opaque()
    found: Values = EMPTY
    for way in ways:
        found |= join_paths(site.ev, [*before, *way], site.body, site.position, clean)
    return found


@model(*(f"{_TYPE}.{n}" for n in ("resolve", "absolute", "expanduser", "as_posix", "readlink")))
def _same_path(site: Site) -> Values:
    return _receiver(site)


@model(f"{_TYPE}.with_suffix")
def _with_suffix(site: Site) -> Values:
    return _suffixed(site.ev, _receiver(site), site.arg(0, "suffix"))


@model(f"{_TYPE}.with_name")
def _with_name(site: Site) -> Values:
    return _renamed(site.ev, _receiver(site), site.arg(0, "name"), site)


@model(f"{_TYPE}.relative_to")
def _relative_to(site: Site) -> Values:
    bases = texts(site.arg(0))
    if len(bases) != 1:
        return _receiver(site)
    return changed(site.ev, _receiver(site), lambda text: posixpath.relpath(text, bases[0]))


@model("importlib.resources.files", "importlib_resources.files", "pkg_resources.resource_filename")
def _resources(site: Site) -> Values:
    from reach.flow.modules import import_module

    ev, found = site.ev, set[Value]()
    origin = site.body if site.body is not None else ev.program.bodies[0]
    packages = set(site.arg(0))
    for name in texts(frozenset(packages)):
        packages |= import_module(ev, origin, name)
    for package in packages:
        if isinstance(package, Module) and package.body is not None:
            folder = posixpath.dirname(package.body.facts.path) or "."
            found.add(ev.pool.const(folder, site.body, site.position, OF_FILE, True))
    if not found:
        return site.opaque()
    rest = [site.arg(1)] if "filename" in site.callee.name else []
    return join_paths(ev, [frozenset(found), *rest], site.body, site.position)
