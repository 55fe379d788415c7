"""absl flags, and those of TensorFlow that became them."""

from typing import TYPE_CHECKING

from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import attributes_of, items_of, table, texts
from reach.flow.settings.marks import settled
from reach.flow.settings.named_calls import Places, calls_named
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given
from reach.flow.settings.stores import stored
from reach.flow.values import EMPTY, External, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_KINDS = (
    "string", "enum", "enum_class", "list", "spaceseplist", "multi_string", "multi_enum", "integer",
    "float", "bool", "boolean", "multi_integer", "alias",
)  # fmt: skip
_MODULES = (
    "absl.flags", "tensorflow.flags", "tensorflow.app.flags", "tensorflow.compat.v1.flags",
    "tensorflow.compat.v1.app.flags", "gflags",
)  # fmt: skip
_DEFINES = tuple(f"DEFINE_{kind}" for kind in _KINDS)
_FLAGS = tuple(f"{module}.FLAGS" for module in _MODULES)
_HOLDERS = tuple(f"{module}.{define}()" for module in _MODULES for define in _DEFINES)


def _definitions(ev: "Evaluator") -> dict[str, Places]:
    """Flags by name."""
    found: dict[str, Places] = {}
    for body, vid in calls_named(ev, *_DEFINES):
        callees = ev.eval(body, body.ops[vid][1])
        if any(isinstance(v, External) and f"{v.name}()" in _HOLDERS for v in callees):
            for name in texts(Reading(ev, body, vid, None).argument(0, "name")):
                found.setdefault(name, []).append((body, vid))
    return found


def _places(ev: "Evaluator", name: str) -> Places:
    index: dict[str, Places] = table(ev, "absl", lambda: _definitions(ev))
    return index.get(name, [])


def flag(call: Reading) -> Values:
    """What the flag that a call defines may be."""
    from reach.flow.items import iterated

    ev, choices = call.ev, EMPTY
    name = texts(call.argument(0, "name"))
    callees = ev.eval(call.body, call.op[1])
    if any(isinstance(v, External) and "enum" in v.name for v in callees):
        for values in call.argument(2, "enum_values", "enum_class"):
            choices |= iterated(ev, values, call.body, call.position)
    label = f"--{name[0]}" if name else "--"
    started = given(ev, (label, label[1:]), call.body)
    reason = no_default(ev, label, call.body, call.position) if not started else EMPTY
    return settled(ev, call.argument(1, "default"), choices, "absl", reason) | started


@attributes_of(*_FLAGS)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    found = stored(ev, value, name)
    for body, vid in _places(ev, name):
        found |= flag(Reading(ev, body, vid, None))
    return found or None


@items_of(*_FLAGS)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    found: set[Value] = set()
    for name in texts(key):
        for body, vid in _places(ev, name):
            found.add(ev.pool.external(_HOLDERS[0], None, body, vid))
    return frozenset(found) or None


@attributes_of(*_HOLDERS)
def _holder(ev: "Evaluator", value: External, name: str) -> Values | None:
    if name not in ("value", "default") or value.site is None:
        return None
    return flag(Reading(ev, value.site, value.vid, value.context))


@model(*(f"{name}.flag_values_dict" for name in _FLAGS))
def _flag_values(site: Site) -> Values:
    ev = site.ev
    index: dict[str, Places] = table(ev, "absl", lambda: _definitions(ev))
    rows = [
        (name, frozenset(v for body, vid in places for v in flag(Reading(ev, body, vid, None))))
        for name, places in index.items()
    ]
    return frozenset((ev.pool.bundle("dict", rows),))
