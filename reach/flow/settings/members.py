"""Members that a class has from outside: `Field(...)` objects, keys of mappings as attributes."""

from typing import TYPE_CHECKING

from reach.flow.classes import external_bases, fields
from reach.flow.containers import contents
from reach.flow.library import Site
from reach.flow.settings.calls import made_by
from reach.flow.settings.configs import MAPPINGS, as_config
from reach.flow.settings.entered import entered
from reach.flow.settings.hooks import asks_for, known_item, method
from reach.flow.settings.marks import marked, settled
from reach.flow.settings.metaflow import MEMBERS, flow_member
from reach.flow.values import EMPTY, Const, External, Instance, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_DICTIONARIES = frozenset(
    ("<builtin>.dict", "collections.OrderedDict", "collections.UserDict", *MAPPINGS)
)
_FIELDS = frozenset(
    f"{module}.{name}()"
    for module in ("pydantic", "pydantic.v1", "pydantic.fields", "dataclasses", "attrs", "attr")
    for name in ("Field", "field", "ib", "attrib")
) | {"modal.parameter()"}
_OPTIONS = frozenset(
    f"{module}.{name}()"
    for module, names in (
        ("luigi", "Parameter OptionalParameter OptionalStrParameter ChoiceParameter"),
        ("param", "Parameter String Selector ObjectSelector Filename Path"),
        ("traitlets", "Unicode Enum CaselessStrEnum"),
    )
    for name in names.split()
)
"""What a class declares of values that are chosen elsewhere, with a default and maybe a list."""
asks_for(_FIELDS | _OPTIONS)


def external_member(ev: "Evaluator", instance: Instance, value: External) -> Values | None:
    """What a member of a class that is not from the project gives an object of the class."""
    if value.name in _FIELDS:
        return _default(ev, value)
    if value.name in _OPTIONS:
        return _option(ev, value)
    if value.name.startswith("django."):
        from reach.flow.settings.django import field_of

        return field_of(ev, instance, value)
    if value.name in MEMBERS:
        return flow_member(ev, instance, value)
    base, _, name = value.name.rpartition(".")
    if base in _DICTIONARIES and not hasattr(dict, name):
        found = mapping_item(ev, instance, frozenset((ev.pool.const(name),)))
        return as_config(ev, found) if found else None
    return None


def _default(ev: "Evaluator", value: External) -> Values:
    call = made_by(ev, value)
    if call is None:
        return EMPTY
    given = call.argument(0, "default")
    plain = frozenset(v for v in given if not (isinstance(v, Const) and v.value is Ellipsis))
    return marked(ev, plain, "field default")


def _option(ev: "Evaluator", value: External) -> Values | None:
    call = made_by(ev, value)
    if call is None:
        return None
    listed = call.keyword("objects", "choices", "values")
    choices = EMPTY.union(*(contents(ev, each) for each in listed))
    default = call.keyword("default") or call.positional(0)
    missing = ev.unknown(f"{value.name[:-2]} has no default", call.body, call.position)
    return settled(ev, default - listed, choices, "field", missing)


def mapping_item(ev: "Evaluator", instance: Instance, key: Values) -> Values:
    """An item of an object of a dictionary class, from what is put into it and from what its
    constructor is given."""
    from reach.flow.containers import item
    from reach.flow.sizes import as_values, keys_of

    outside = external_bases(ev, instance.cls)
    if "typing.NamedTuple" in outside:
        return _by_index(ev, instance, key)
    if _DICTIONARIES.isdisjoint(outside):
        return EMPTY
    keys = keys_of(key)
    key = as_values(ev, keys)
    found = ev.read(("entered", instance, keys), entered, ev, instance, keys)
    call = made_by(ev, instance)
    if call is None:
        return found
    named: Values = EMPTY
    for name in keys or ():
        named |= call.keyword(str(name))
    if named:
        return found | named
    for mapping in call.positional(0):
        if isinstance(mapping, Unknown):
            found |= {mapping}
        elif mapping is not instance:
            found |= ev.read(("item", mapping, key), item, ev, mapping, key)
    return found


def _by_index(ev: "Evaluator", instance: Instance, key: Values) -> Values:
    """An element of a named tuple."""
    from reach.flow.attributes import attribute
    from reach.flow.sizes import keys_of

    names = list(fields(ev, instance.cls))
    found: Values = EMPTY
    for index in keys_of(key) or ():
        if type(index) is int and -len(names) <= index < len(names):
            found |= attribute(ev, instance, names[index])
    return found


@method("get")
def _get(site: Site) -> Values | None:
    """`settings.get(key, default)` of a mapping object."""
    receiver, ev = site.callee.receiver, site.ev
    if isinstance(receiver, Instance):
        known: Values | None = mapping_item(ev, receiver, site.arg(0))
    elif isinstance(receiver, External) and receiver.name.removesuffix("()") in MAPPINGS:
        known = known_item(ev, receiver, site.arg(0))
    elif isinstance(receiver, External):
        given = frozenset(v for v in site.arg(1, "default") if _is_text(v))
        return given | site.opaque() if given and site.arg(0) else None
    else:
        return None
    return known or site.arg(1) or None


def _is_text(value: Value) -> bool:
    return isinstance(value, Const) and isinstance(value.value, str) and bool(value.value)
