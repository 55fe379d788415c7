"""Plugins that stevedore's managers load, as far as the project offers them itself:
`for found in ExtensionManager("tool.engines"): found.plugin()`. Read in stevedore 5.10."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL
from reach.flow.containers import contents
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.settings.hooks import attributes_of, elements_of, items_of, texts
from reach.flow.settings.offered import loaded, offered
from reach.flow.values import EMPTY, Class, Const, External, Function, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MANAGER = "stevedore.Manager()"
_EXTENSION = "stevedore.extension.Extension()"
_EVERY = ("Extension", "EnabledExtension", "DispatchExtension", "NameDispatchExtension")
_NAMED = ("NamedExtension", "Driver", "Hook")
_PLACES = "extension enabled dispatch named driver hook".split()


def _names(kinds: tuple[str, ...]) -> list[str]:
    """The managers, wherever they are imported from."""
    full = [f"{kind}Manager" for kind in kinds]
    places = ["", *(f"{place}." for place in _PLACES)]
    return [f"stevedore.{place}{name}" for place in places for name in dict.fromkeys(full)]


_WITH_NAMES = frozenset(_names(_NAMED))
_ALL = (*dict.fromkeys((*_names(_EVERY), *_WITH_NAMES)),)


@model(*_ALL)
def _managed(site: Site) -> Values:
    """A manager that remembers its group, the names it takes and whether it calls what it loads."""
    groups = texts(site.arg(0, "namespace"))
    if not _taken(site.ev, site.callee.name, site.arguments):
        return site.opaque()
    names = _wanted(site.ev, site.callee.name, site.arguments)
    made = "1" if _invoked(site.ev, site.callee.name, site.arguments) else ""
    said = "\n".join((made, ",".join(groups), ",".join(names)))
    return frozenset((site.ev.pool.external(_MANAGER, site.ev.pool.const(said)),))


def _wanted(ev: "Evaluator", manager: str, arguments: Arguments) -> list[str]:
    """The names of the plugins that a manager takes; none where it takes all of its group."""
    if manager not in _WITH_NAMES:
        return []
    values = ev.argument(arguments.first(1, "name")) | ev.argument(arguments.first(1, "names"))
    return texts(values.union(*(contents(ev, value) for value in values)))


def _taken(ev: "Evaluator", manager: str, arguments: Arguments) -> list[Values]:
    """What each of the plugins is that a manager loads."""
    groups = texts(ev.argument(arguments.first(0, "namespace")))
    return [loaded(ev, point) for point in offered(ev, groups, _wanted(ev, manager, arguments))]


def _invoked(ev: "Evaluator", manager: str, arguments: Arguments) -> bool:
    """Whether a manager calls what it loads."""
    position = 1 if manager.endswith(".ExtensionManager") else 2
    values = ev.argument(arguments.first(position, "invoke_on_load"))
    return any(isinstance(v, Const) and v.value is True for v in values)


def _called(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """What is called while it is loaded."""
    if not _invoked(ev, callee.name, arguments):
        return []
    return [(values, Arguments(partly=True)) for values in _taken(ev, callee.name, arguments)]


SPECIAL.update(dict.fromkeys(_ALL, _called))


def _extensions(ev: "Evaluator", manager: External) -> list[External]:
    said = manager.receiver.value if isinstance(manager.receiver, Const) else "\n\n"
    made, groups, names = str(said).split("\n")
    points = offered(ev, groups.split(","), [name for name in names.split(",") if name])
    return [
        ev.pool.external(_EXTENSION, ev.pool.const(f"{made}\n{point.receiver.value}"))
        for point in points
        if isinstance(point.receiver, Const)
    ]


@elements_of(_MANAGER)
def _each(ev: "Evaluator", manager: External) -> Values | None:
    return frozenset(_extensions(ev, manager))


@items_of(_MANAGER)
def _one(ev: "Evaluator", manager: External, key: Values) -> Values | None:
    names = texts(key)
    found = [e for e in _extensions(ev, manager) if not names or _name(e) in names]
    return frozenset(found) or None


@attributes_of(_MANAGER)
def _of_manager(ev: "Evaluator", manager: External, name: str) -> Values | None:
    if name == "extensions":
        rows = [(n, frozenset((e,))) for n, e in enumerate(_extensions(ev, manager))]
        return frozenset((ev.pool.bundle("list", rows),))
    if name == "driver":
        each = [_of_extension(ev, e, "driver") or EMPTY for e in _extensions(ev, manager)]
        return EMPTY.union(*each) or None
    return None


@attributes_of(_EXTENSION)
def _of_extension(ev: "Evaluator", extension: External, name: str) -> Values | None:
    if name == "name":
        return frozenset((ev.pool.const(_name(extension)),))
    if name not in ("plugin", "obj", "driver"):
        return None
    said = extension.receiver
    made, _, reference = str(said.value if isinstance(said, Const) else "").partition("\n")
    point = ev.pool.external("importlib.metadata.EntryPoint()", ev.pool.const(reference))
    plugin = loaded(ev, point)
    if name == "plugin" or not made:
        return plugin if name != "obj" else None
    return _made(ev, plugin)


def _made(ev: "Evaluator", plugin: Values) -> Values:
    from reach.flow.calls import call_values

    own = frozenset(v for v in plugin if isinstance(v, (Class, Function)))
    return call_values(ev, own, Arguments(partly=True), None, -1, None)


def _name(extension: External) -> str:
    said = extension.receiver
    text = str(said.value) if isinstance(said, Const) else "\n"
    return text.partition("\n")[2].rsplit(" ", 2)[0]
