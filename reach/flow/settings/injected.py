"""dependency_injector: containers say what is made with what, and functions are given what is made.

A provider is a partial application: whoever asks it makes the object. Its arguments may be other
providers, which are asked then, or a place in the configuration. Read in dependency-injector 4.49.
"""

from typing import TYPE_CHECKING

from reach.flow.attributes import PROVIDERS
from reach.flow.callbacks import UNPLACED
from reach.flow.handed import CALLBACKS, Callback
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.configs import as_config, config_attribute
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import ITEMS, asks_for, attributes_of, table
from reach.flow.settings.named_calls import calls_named
from reach.flow.values import EMPTY, Bundle, Const, Container, External, Unknown, Value, Values

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
    readings: list[Reading] = table(ev, "configurations", lambda: _readings(ev))
    for call in readings:
        name = call.body.ops[call.op[1]][2]
        given = call.argument(0, "filepath", "options", "settings")
        if name in _READERS:
            found += _files(ev, call, given, _READERS[name])
        else:
            found += as_config(ev, given)
    return found[:MAX_SOURCES]


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
                found += as_values(ev, tree, "config", known)
    return found
