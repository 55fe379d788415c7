"""File paths as texts: `os.path`."""

import posixpath
import re
from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.environment import named
from reach.flow.library import Site, model
from reach.flow.paths import as_path, changed, joined_from, last, parent, plain
from reach.flow.settings.hooks import texts
from reach.flow.values import EMPTY, Const, Pattern, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def _os(*names: str) -> tuple[str, ...]:
    return tuple(f"{module}.{n}" for n in names for module in ("os.path", "posixpath"))


@model(*_os("join"))
def _join(site: Site) -> Values:
    return joined_from(site, [], clean=False)


@model(*_os("dirname"))
def _dirname(site: Site) -> Values:
    return parent(site.ev, site.arg(0, "p"), empty="")


@model(*_os("basename"))
def _basename(site: Site) -> Values:
    return plain(site.ev, last(site.ev, site.arg(0, "p")))


@model(*_os("expanduser"))
def _expanded(site: Site) -> Values:
    """A path where it begins with a home folder; any other text stays what it is."""
    values = site.arg(0, "path")
    home = frozenset(v for v in values if _begins_at_home(v))
    return as_path(site.ev, home, clean=False) | (values - home)


def _begins_at_home(value: Value) -> bool:
    text = value.parts[0] if isinstance(value, Pattern) else None
    if isinstance(value, Const):
        text = value.value if isinstance(value.value, str) else None
    return text is not None and text.startswith("~")


@model(*_os("abspath", "realpath"))
def _absolute(site: Site) -> Values:
    return as_path(site.ev, site.arg(0, "path"), clean=False)


@model(*_os("normpath"))
def _normpath(site: Site) -> Values:
    return as_path(site.ev, site.arg(0, "path"))


@model(*_os("relpath"))
def _relpath(site: Site) -> Values:
    start = texts(site.arg(1, "start"))
    if len(start) != 1:
        return as_path(site.ev, site.arg(0, "path"), clean=False)
    return changed(site.ev, site.arg(0, "path"), lambda text: posixpath.relpath(text, start[0]))


@model(*_os("split", "splitext"))
def _split(site: Site) -> Values:
    ev, values = site.ev, site.arg(0, "p")
    if site.callee.name.endswith("splitext"):
        head = changed(ev, values, lambda text: posixpath.splitext(text)[0])
        tail = changed(ev, _ends(ev, values), lambda text: posixpath.splitext(text)[1])
    else:
        head, tail = parent(ev, values, empty=""), changed(ev, values, posixpath.basename)
    return frozenset((ev.pool.bundle("tuple", [(0, head), (1, plain(ev, tail))]),))


def _ends(ev: "Evaluator", values: Values) -> Values:
    """Paths, those of downloads as far as their file is known."""
    from reach.flow.settings.hub import fetched

    found: set[Value] = set()
    for value in values:
        known = fetched(ev, value)
        found |= {ev.pool.const(p.parts[-1], p.body, p.position) for p in known} or {value}
    return frozenset(found)


@model(*_os("expandvars"))
def _expandvars(site: Site) -> Values:
    from reach.flow.strings import joined

    found: Values = EMPTY
    for value in site.arg(0, "path"):
        if isinstance(value, Const) and isinstance(value.value, str):
            parts = _with_variables(site.ev, value.value, site.body, site.position)
            found |= joined(site.ev, parts, site.body, site.position)
        else:
            found |= {value}
    return found


def _with_variables(
    ev: "Evaluator", text: str, body: Body | None, position: int
) -> list[str | Values]:
    parts: list[str | Values] = []
    for literal, name, braced in re.findall(r"([^$]+|\$(?!\w|\{))|\$(\w+)|\$\{(\w+)\}", text):
        parts.append(literal or named(ev, name or braced, None, body, position))
    return parts
