"""Mappings whose keys are also attributes: OmegaConf, EasyDict, Box, namespaces."""

from typing import TYPE_CHECKING

from reach.flow.absences import absent
from reach.flow.containers import entries, item
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import ATTRIBUTES, ITEMS
from reach.flow.settings.stores import stored
from reach.flow.values import EMPTY, Bundle, Container, External, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAPPINGS = (
    "easydict.EasyDict",
    "box.Box",
    "box.ConfigBox",
    "munch.Munch",
    "munch.munchify",
    "munch.DefaultMunch",
    "addict.Dict",
    "dotmap.DotMap",
    "dotwiz.DotWiz",
    "attrdict.AttrDict",
    "ml_collections.ConfigDict",
    "ml_collections.config_dict.ConfigDict",
    "ml_collections.FrozenConfigDict",
    "mmengine.ConfigDict",
    "mmengine.config.ConfigDict",
    "yacs.config.CfgNode",
    "omegaconf.DictConfig",
)
"""Callables that make a mapping with attributes."""

_OF_TEXTS = frozenset(
    "casefold endswith lower lstrip partition removeprefix removesuffix rpartition rsplit rstrip"
    " split splitlines startswith strip upper".split()
)
"""Methods that are asked of a text; a mapping that may stand there too has none of them."""

NAMESPACES = ("types.SimpleNamespace", "argparse.Namespace")

_KINDS = frozenset(("dict", "kwargs", "config"))
_MAX_DEPTH = 400
"""Questions within questions, after which mappings stay what they are."""


def as_config(ev: "Evaluator", values: Values, kind: str = "config") -> Values:
    """Dictionaries as mappings with attributes, all the way down; or back, for kind `dict`."""
    found: set[Value] = set()
    for value in values:
        if _is_nested(value):
            found |= ev.read(("as", kind, value), _converted, ev, value, kind)
        else:
            found.add(value)
    return frozenset(found)


def _is_nested(value: Value) -> bool:
    if isinstance(value, Bundle):
        return value.kind in _KINDS or value.kind == "list"
    return isinstance(value, Container) and value.kind in _KINDS


def _converted(ev: "Evaluator", value: Bundle | Container, kind: str) -> Values:
    if ev.depth > _MAX_DEPTH:
        return frozenset((value,))
    rows = [(k, as_config(ev, v, kind)) for k, v in entries(ev, value)]
    rest, origin = (value.rest, value.origin) if isinstance(value, Bundle) else (EMPTY, "")
    made = "list" if value.kind == "list" else kind
    return frozenset((ev.pool.bundle(made, rows, rest, origin),))


def config_attribute(ev: "Evaluator", value: Bundle | Container, name: str) -> Values:
    """An attribute of a mapping: the item of that name, else a method."""
    found = item(ev, value, frozenset((ev.pool.const(name),)))
    if found:
        return found
    if name == "__dict__":
        return as_config(ev, frozenset((value,)), "dict")
    if hasattr(dict, name):
        return frozenset((ev.pool.external(f"<builtin>.dict.{name}", value),))
    if name in _OF_TEXTS:
        return EMPTY
    return absent(ev, value, frozenset((ev.pool.const(name),)), None, 0)


@model(*MAPPINGS, *NAMESPACES)
def _made(site: Site) -> Values:
    return site.opaque()


def made_attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    """An attribute of an object that such a call made."""
    mapping = value.name not in _PLAIN
    if name == "__dict__" and not mapping:
        call = made_by(ev, value)
        rows = call.keywords() if call is not None else []
        return frozenset((ev.pool.bundle("dict", rows),))
    found = stored(ev, value, name) | _given(ev, value, name, mapping)
    if found:
        return as_config(ev, found) if mapping else found
    if mapping or name.startswith("__"):
        return None
    return ev.unknown(f"attribute {name} of {value.name.removesuffix('()')} is never assigned")


def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    from reach.flow.settings.hooks import texts

    found: Values = EMPTY
    for name in texts(key):
        found |= made_attribute(ev, value, name) or EMPTY
    return found or None


def _given(ev: "Evaluator", value: External, name: str, mapping: bool) -> Values:
    """What the call that made the object passes under a name."""
    call = made_by(ev, value)
    if call is None:
        return EMPTY
    found = call.keyword(name)
    if not mapping or found:
        return found
    return _from_mapping(ev, call, name)


def _from_mapping(ev: "Evaluator", call: Reading, name: str) -> Values:
    found: Values = EMPTY
    for given in call.positional(0):
        found |= item(ev, given, frozenset((ev.pool.const(name),)))
    return found


_PLAIN = frozenset(f"{name}()" for name in NAMESPACES)

for _name in (*MAPPINGS, *NAMESPACES):
    ATTRIBUTES[f"{_name}()"] = made_attribute
    ITEMS[f"{_name}()"] = _item
