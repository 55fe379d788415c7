"""Plugins that a program finds by the name of a group, as far as the project offers them itself:
`for found in entry_points(group="tool.engines"): found.load()`."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.library import Site, model
from reach.flow.settings.hooks import attributes_of, items_of, texts
from reach.flow.values import EMPTY, Const, External, Values
from reach.records.project import ScriptDeclaration

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_POINT = "importlib.metadata.EntryPoint()"
_ALL = ("importlib.metadata.entry_points()", "importlib_metadata.entry_points()")


@model(
    "importlib.metadata.entry_points",
    "importlib_metadata.entry_points",
    "pkg_resources.iter_entry_points",
)
def _found(site: Site) -> Values:
    by_place = site.callee.name.startswith("pkg_resources")
    groups = site.arg(0, "group") if by_place else site.keyword("group")
    if groups is None:
        return site.opaque()
    names = texts(site.arg(1, "name") if by_place else site.keyword("name") or EMPTY)
    return _offered(site.ev, texts(groups), names) or site.opaque()


@model(*(f"{every}.{name}" for every in _ALL for name in ("get", "select")))
def _selected(site: Site) -> Values:
    names = texts(site.keyword("name") or EMPTY)
    return _offered(site.ev, texts(site.arg(0, "group")), names) or site.opaque()


@items_of(*_ALL)
def _of_group(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _offered(ev, texts(key), []) or None


def _offered(ev: "Evaluator", groups: list[str], names: list[str]) -> Values:
    """A list of the plugins of these groups; one for each name, where the name may be this or
    that: `(point,) = entry_points(group="tool.engines", name=kind)`."""
    found: Values = EMPTY
    for asked in [[name] for name in names] or [[]]:
        rows = [(n, frozenset((p,))) for n, p in enumerate(offered(ev, groups, asked))]
        found |= frozenset((ev.pool.bundle("list", rows),)) if rows else EMPTY
    return found


def offered(ev: "Evaluator", groups: list[str], names: list[str]) -> list[External]:
    """The plugins of these groups, with one of these names if any is asked for."""
    return [
        _point(ev, plugin)
        for plugin in ev.plugins
        if plugin.group in groups and (not names or plugin.name in names)
    ]


def _point(ev: "Evaluator", plugin: ScriptDeclaration) -> External:
    reference = f"{plugin.name} {plugin.module} {plugin.function}"
    return ev.pool.external(_POINT, ev.pool.const(reference))


@attributes_of(_POINT)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    words = _words(value)
    if name in ("name", "module", "attr"):
        text = words[("name", "module", "attr").index(name)]
        return frozenset((ev.pool.const(text),))
    return None


@model(f"{_POINT}.load", f"{_POINT}.resolve")
def _loaded(site: Site) -> Values:
    """The module, or what in it the plugin names."""
    point = site.callee.receiver
    found = loaded(site.ev, point, site.body) if isinstance(point, External) else EMPTY
    return found or site.opaque()


def loaded(ev: "Evaluator", point: External, body: Body | None = None) -> Values:
    """What loading a plugin gives."""
    from reach.flow.attributes import attribute
    from reach.flow.modules import import_module

    _, module, path = _words(point)
    found = import_module(ev, body if body is not None else ev.program.bodies[0], module)
    for name in filter(None, path.split(".")):
        modules = [v for v in found if not isinstance(v, Const)]
        found = EMPTY.union(*(attribute(ev, v, name) for v in modules))
    return found


def _words(point: External) -> tuple[str, str, str]:
    text = point.receiver.value if isinstance(point.receiver, Const) else "  "
    name, module, path = str(text).rsplit(" ", 2)
    return name, module, path
