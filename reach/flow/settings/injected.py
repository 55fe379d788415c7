"""dependency_injector: containers say what is made with what, and functions are given what is made.

A provider is a partial application: whoever asks it makes the object. Its arguments may be other
providers, which are asked then, or a place in the configuration. Read in dependency-injector 4.49.
"""

from typing import TYPE_CHECKING

from reach.flow.attributes import PROVIDERS
from reach.flow.callbacks import UNPLACED
from reach.flow.environment import named
from reach.flow.handed import CALLBACKS, Callback
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.configs import as_config, config_attribute
from reach.flow.settings.files import leaf, locate, tree_at
from reach.flow.settings.hooks import ITEMS, asks_for, attributes_of, table
from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.settings.named_calls import calls_named
from reach.flow.strings import joined
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Unknown,
    Value,
    Values,
)
from reach.later import regex

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PROVIDERS = "dependency_injector.providers."
_MAKING = tuple(
    _PROVIDERS + name
    for name in (
        "Factory",
        "Singleton",
        "ThreadSafeSingleton",
        "ThreadLocalSingleton",
        "ContextLocalSingleton",
        "Callable",
        "Coroutine",
        "Resource",
    )
)
"""Providers that call their first argument with the others."""

_CONFIGURATION = _PROVIDERS + "Configuration()"
_FORMS = {"yaml_files": "yaml", "json_files": "json", "ini_files": "ini"}
_READERS = {"from_yaml": "yaml", "from_json": "json", "from_ini": "ini"}
_VARIABLE = regex(r"\$\{(\w+)(?::([^}]*))?\}")
MAX_SOURCES = 20
"""Files and mappings that one configuration is read from."""

asks_for((_CONFIGURATION,))
CALLBACKS.update(dict.fromkeys(_MAKING, Callback(0, "provides", "rest")))
UNPLACED.update(_MAKING)


@model(*_MAKING)
def _provider(site: Site) -> Values:
    """Asking a provider is calling what it was given."""
    if site.body is None:
        return site.opaque()
    pool, functions = site.ev.pool, site.arg(0, "provides")
    found = frozenset(pool.partial(f, site.body, site.vid, site.context) for f in functions)
    site.ev.tables.setdefault(PROVIDERS, set()).update(found)
    return found or site.opaque()


@model(_PROVIDERS + "Container")
def _nested(site: Site) -> Values:
    """A container in a container stands for its class, whose providers are its attributes."""
    return site.arg(0, "container_cls") or site.opaque()


def _provided(ev: "Evaluator", value: External, key: Values) -> Values | None:
    """`Provide[Container.service]`: the provider itself."""
    return key or None


for _name in ("dependency_injector.wiring.Provide", "dependency_injector.wiring.Provider"):
    ITEMS[_name] = _provided


@attributes_of(_CONFIGURATION)
def _setting(ev: "Evaluator", value: External, name: str) -> Values | None:
    """What the files and mappings say that a configuration is read from."""
    found: Values = EMPTY
    for source in _sources(ev, value):
        if isinstance(source, (Bundle, Container)):
            found |= config_attribute(ev, source, name)
    said = frozenset(v for v in found if not isinstance(v, (External, Unknown)))
    return said or found or None


def _sources(ev: "Evaluator", value: External) -> list[Value]:
    found: list[Value] = []
    own = made_by(ev, value)
    if own is not None:
        for keyword, form in _FORMS.items():
            found += _files(ev, own, own.keyword(keyword), form)
        found += _handed_on(ev, own)
    readings: list[Reading] = table(ev, "configurations", lambda: _readings(ev))
    for call in readings:
        name = call.body.ops[call.op[1]][2]
        given = call.argument(0, "filepath", "options", "settings")
        if name in _READERS:
            found += _files(ev, call, given, _READERS[name])
        else:
            found += as_config(ev, given)
    return found[:MAX_SOURCES]


def _handed_on(ev: "Evaluator", own: Reading) -> Values:
    """What the container around gives to a configuration: `Container(Models, config=config.ml)`."""
    names = {name for name, vid in own.body.code.exports.items() if vid == own.vid}
    found: Values = EMPTY
    for body, vid in calls_named(ev, "Container") if names else ():
        call = Reading(ev, body, vid, None)
        classes = call.argument(0, "container_cls")
        if any(isinstance(v, Class) and v.body is own.body for v in classes):
            for name in names:
                found |= call.keyword(name)
    return found


def _tree(ev: "Evaluator", tree: Tree, origin: str) -> Values:
    if isinstance(tree, Leaf):
        return _filled(ev, leaf(ev, tree))
    rows = tree.items() if isinstance(tree, dict) else enumerate(tree)
    kind = "config" if isinstance(tree, dict) else "list"
    entries = [(key, _tree(ev, inner, origin)) for key, inner in rows]
    return frozenset((ev.pool.bundle(kind, entries, origin=origin),))


def _filled(ev: "Evaluator", value: Const) -> Values:
    """`${NAME:default}` in a file is a variable of the environment."""
    if not isinstance(value.value, str):
        return frozenset((value,))
    parts: list[str | Values] = []
    end = 0
    for match in _VARIABLE.finditer(value.value):
        default = EMPTY
        if match[2] is not None:
            default = frozenset((ev.pool.const(match[2], value.body, value.position, value.kind),))
        parts += [value.value[end : match.start()], named(ev, match[1], default, None, 0)]
        end = match.end()
    if not parts:
        return frozenset((value,))
    parts = [part for part in (*parts, value.value[end:]) if part != ""]
    only = parts[0]
    return only if len(parts) == 1 and isinstance(only, frozenset) else joined(ev, parts, None, 0)


def _readings(ev: "Evaluator") -> list[Reading]:
    """Calls such as `container.config.from_yaml("config.yml")`."""
    places = calls_named(ev, *_READERS, "from_dict")
    found = [Reading(ev, body, vid, None) for body, vid in places]
    return [call for call in found if _is_configuration(ev, call)][:MAX_SOURCES]


def _is_configuration(ev: "Evaluator", call: Reading) -> bool:
    callee = call.body.ops[call.op[1]]
    values = ev.eval(call.body, callee[1]) if len(callee) > 3 else EMPTY
    return any(isinstance(v, External) and v.name == _CONFIGURATION for v in values)


def _files(ev: "Evaluator", call: Reading, paths: Values, form: str) -> list[Value]:
    from reach.flow.containers import elements

    found: list[Value] = []
    for path in paths:
        if isinstance(path, (Bundle, Container)):
            found += _files(ev, call, elements(ev, path), form)
        elif isinstance(path, Const):
            known = locate(ev, path, call.body)
            tree = tree_at(ev, known, form) if known is not None else None
            if known is not None and tree is not None:
                found += _tree(ev, tree, known)
    return found
