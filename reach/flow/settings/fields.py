"""Fields that something outside the code may fill: settings classes, parsed dataclasses."""

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from reach.flow import handlers
from reach.flow.classes import class_context, external_bases, member
from reach.flow.containers import elements, item
from reach.flow.environment import replaces, written
from reach.flow.sequences import layout, mapping
from reach.flow.settings import filled
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import texts
from reach.flow.settings.marks import missing, settled
from reach.flow.settings.options import no_default
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Instance,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_SETTINGS = ("pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.v1.BaseSettings")


def field_value(
    ev: "Evaluator",
    instance: Instance,
    field: tuple[Class, int],
    name: str,
    default: Values,
    typed: Values,
) -> Values:
    """A field that its constructor was not given, from its default and its declared type."""
    asked = handlers.field_of(ev, instance, field, name, default or typed)
    if asked is not None:
        return asked
    if filled.is_filled(ev, instance):
        source = filled.source_of(ev, instance)
        if source is None:
            return _from_command_line(ev, instance, field, name, default, typed)
        return _from_mapping(ev, instance, source, name, typed) or default or typed
    if any(base in _SETTINGS for base in external_bases(ev, instance.cls)):
        prefix = _configured(ev, instance.cls, "env_prefix")
        default = _from_files(ev, instance, name, typed) or default
        inner = _inner_settings(ev, instance.cls, field, prefix + name, default, typed)
        return inner or _from_environment(ev, prefix, field, name, default, typed)
    inside = ev.tables.get(("inner settings", instance))
    if inside is not None:
        return _of_inner(ev, inside, field, name, default, typed)
    return default or typed


def _from_command_line(
    ev: "Evaluator",
    instance: Instance,
    field: tuple[Class, int],
    name: str,
    default: Values,
    typed: Values,
) -> Values:
    nested = _nested(ev, instance, typed, None, "")
    if nested and not any(isinstance(v, Const) and not missing(v) for v in default):
        return nested
    owner, vid = field
    position = _position(owner, vid)
    started, complete = filled.on_lines(ev, instance, name)
    if complete:
        return started
    reason = no_default(ev, f"--{name}", owner.body, position) if not started else EMPTY
    return settled(ev, default, _choices(ev, owner, vid), "field", reason) | started


def _nested(
    ev: "Evaluator", instance: Instance, typed: Values, source: Values | None, name: str
) -> Values:
    """Objects of a field's own class, filled from the same source; of a list or a mapping of them,
    one for each entry."""
    found: set[Value] = set()
    for value in typed:
        if isinstance(value, Instance):
            vid = _number(ev, (instance, name)) if name else instance.vid
            inner = ev.pool.instance(value.cls, instance.site, vid)
            ev.tables["filled", inner] = source
            found.add(inner)
        elif isinstance(value, Bundle) and source is not None:
            classes = [v.cls for v in in_order(value.rest) if isinstance(v, Instance)]
            found |= _each(ev, instance, classes, source) if classes else EMPTY
    return frozenset(found)


def _each(ev: "Evaluator", instance: Instance, classes: list[Class], source: Values) -> Values:
    """Lists and mappings of objects that are filled from the entries of others."""
    found: set[Value] = set()
    for value in source:
        pairs = mapping(ev, value)
        rows = list(pairs.items()) if pairs is not None else [*enumerate(layout(ev, value) or ())]
        if not rows or len(rows) > MAX_EACH:
            continue
        entries = []
        for key, row in rows:
            filled_from = ev.argument(row)
            objects = set()
            for cls in classes:
                inner = ev.pool.instance(cls, instance.site, _number(ev, (instance, value, key)))
                ev.tables["filled", inner] = filled_from
                objects.add(inner)
            entries.append((key, frozenset[Value](objects)))
        found.add(ev.pool.bundle("dict" if pairs is not None else "list", entries))
    return frozenset(found)


MAX_EACH = 64
"""Entries of a list whose objects are told apart."""


def _number(ev: "Evaluator", what: Hashable) -> int:
    """A number that no operation has, for an object that no call of its own makes."""
    numbers: dict[Hashable, int] = ev.tables.setdefault("numbers of objects", {})
    return numbers.setdefault(what, -2 - len(numbers))


def _from_mapping(
    ev: "Evaluator", instance: Instance, source: Values, name: str, typed: Values
) -> Values:
    found: Values = EMPTY
    for each in source:
        found |= item(ev, each, frozenset((ev.pool.const(name),)))
    if any(isinstance(v, (Bundle, Container)) for v in found):
        return _nested(ev, instance, typed, found, name) or found
    return found


def _position(owner: Class, vid: int) -> int:
    op = owner.body.ops[vid]
    inner = owner.body.ops[op[1]] if op[0] == ir.ANNOTATED and op[1] >= 0 else op
    return int(inner[4]) if inner[0] == ir.CALL else owner.body.code.start


def _definition(ev: "Evaluator", owner: Class, vid: int) -> Reading | None:
    """The `Field(...)` or `field(...)` of a field."""
    op = owner.body.ops[vid]
    at = op[1] if op[0] == ir.ANNOTATED else vid
    if at < 0 or owner.body.ops[at][0] != ir.CALL:
        return None
    return Reading(ev, owner.body, at, class_context(ev, owner))


def _choices(ev: "Evaluator", owner: Class, vid: int) -> Values:
    """Choices in the metadata of a field, and those of `Literal`."""
    found: Values = EMPTY
    call = _definition(ev, owner, vid)
    for metadata in call.keyword("metadata") if call is not None else ():
        for listed in item(ev, metadata, frozenset((ev.pool.const("choices"),))):
            found |= elements(ev, listed)
    op = owner.body.ops[vid]
    declared = owner.body.ops[op[2]] if op[0] == ir.ANNOTATED else op
    if declared[0] == ir.ITEM:
        bases = ev.eval(owner.body, declared[1])
        if any(isinstance(v, External) and v.name.endswith(".Literal") for v in bases):
            keys = owner.body.ops[declared[2]]
            inner = keys[1] if keys[0] == ir.TUPLE else (declared[2],)
            found |= frozenset(v for i in inner if i >= 0 for v in ev.eval(owner.body, i))
    return found


# -- settings classes -----------------------------------------------------------------------------


_FILES = {"yaml_file": "yaml", "toml_file": "toml", "json_file": "json"}
"""Options of a settings class that name files, which come before the defaults."""


def _from_files(ev: "Evaluator", instance: Instance, name: str, typed: Values) -> Values:
    """What the files of a settings class say of a field, the last one that says anything."""
    found: Values = EMPTY
    for option, form in _FILES.items():
        for paths in _configurations(ev, instance.cls, option):
            listed: list[Value] = []
            for value in in_order(paths):
                several = layout(ev, value)
                listed += [value]
                listed += [p for each in several or () for p in in_order(ev.argument(each))]
            for path in (p for p in listed if isinstance(p, Const)):
                place = locate(ev, path, instance.cls.body)
                tree = tree_at(ev, place, form) if place is not None else None
                if place is not None and tree is not None:
                    source = as_values(ev, tree, "dict", place)
                    found = _from_mapping(ev, instance, source, name, typed) or found
    return found


def _inner_settings(
    ev: "Evaluator",
    cls: Class,
    field: tuple[Class, int],
    name: str,
    default: Values,
    typed: Values,
) -> Values:
    """Objects whose own fields have variables, named by the way to them: `RAG_EMBED__NAME`."""
    given = frozenset(v for v in default if isinstance(v, Instance))
    classes = {v.cls: None for v in in_order(given or typed) if isinstance(v, Instance)}
    delimiter = _configured(ev, cls, "env_nested_delimiter") if classes else ""
    if not delimiter:
        return EMPTY
    found: set[Value] = set()
    for inner in classes:
        value = ev.pool.instance(inner, field[0].body, field[1])
        ev.tables["inner settings", value] = (name + delimiter, delimiter, given)
        found.add(value)
    return frozenset(found)


def _of_inner(
    ev: "Evaluator",
    inside: tuple[str, str, Values],
    field: tuple[Class, int],
    name: str,
    default: Values,
    typed: Values,
) -> Values:
    from reach.flow.attributes import attribute

    prefix, delimiter, given = inside
    default = EMPTY.union(*(attribute(ev, value, name) for value in given)) or default
    classes = {v.cls: None for v in in_order(default | typed) if isinstance(v, Instance)}
    found: set[Value] = set()
    for inner in classes:
        value = ev.pool.instance(inner, field[0].body, field[1])
        ev.tables["inner settings", value] = (prefix + name + delimiter, delimiter, default)
        found.add(value)
    return frozenset(found) or _from_environment(ev, prefix, field, name, default, typed)


def _from_environment(
    ev: "Evaluator",
    prefix: str,
    field: tuple[Class, int],
    name: str,
    default: Values,
    typed: Values,
) -> Values:
    owner, vid = field
    names = _aliases(ev, owner, vid) or [prefix + name]
    found: Values = EMPTY
    for variable in names:
        for spelling in dict.fromkeys((variable.upper(), variable, variable.lower())):
            if known := written(ev, spelling, owner.body):
                found |= known
                replaces(ev, spelling, default)
    found |= frozenset(v for v in default if not missing(v))
    if found:
        return found
    if typed and not default:
        return typed
    shown = names[0] if _aliases(ev, owner, vid) else names[0].upper()
    reason = f"environment variable {shown} has no default"
    return ev.unknown(reason, owner.body, _position(owner, vid))


def _aliases(ev: "Evaluator", owner: Class, vid: int) -> list[str]:
    """Names that a field is read from instead of its own."""
    call = _definition(ev, owner, vid)
    if call is None:
        return []
    found: list[str] = []
    for value in call.keyword("validation_alias", "alias", "env"):
        if isinstance(value, (Container, Bundle)):
            found += texts(elements(ev, value))
        elif isinstance(value, External):
            made = made_by(ev, value)
            found += [t for v in (made.all() if made is not None else ()) for t in texts(v)]
        else:
            found += texts(frozenset((value,)))
    return found


def _configured(ev: "Evaluator", cls: Class, option: str) -> str:
    """An option of a settings class: `env_prefix`."""
    for values in _configurations(ev, cls, option):
        known = texts(values)
        if known:
            return known[0]
    return ""


def _configurations(ev: "Evaluator", cls: Class, option: str) -> Iterable[Values]:
    key = frozenset((ev.pool.const(option),))
    for config in member(ev, cls, "model_config")[0]:
        call = made_by(ev, config)
        if call is not None:
            yield call.keyword(option)
        yield item(ev, config, key)
    for config in member(ev, cls, "Config")[0]:
        if isinstance(config, Class):
            yield member(ev, config, option)[0]
    for name, vid in cls.site.ops[cls.vid][3]:
        if name == option:
            yield ev.eval(cls.site, vid, cls.closure)
