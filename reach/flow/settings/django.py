"""Django: the project's settings; fields of models, and the objects that queries return."""

from typing import TYPE_CHECKING, Any

from reach.flow.bodies import Body
from reach.flow.classes import class_of_body, external_bases, mro
from reach.flow.environment import written
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import attributes_of, elements_of, items_of, table, texts
from reach.flow.settings.marks import settled
from reach.flow.settings.namespaces import of_place
from reach.flow.settings.parsers import Declared, index
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Value,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_MODELS = ("django.db.models.Model", "django.contrib.gis.db.models.Model")
_QUERY = "django.db.models.QuerySet()"
"""Stands for every query; its receiver is the class that it returns objects of."""

_RELATIONS = ("ForeignKey()", "OneToOneField()")

_NARROWED = (
    "all filter exclude order_by select_related prefetch_related select_for_update using distinct"
    " annotate defer only reverse none iterator aiterator get_queryset"
).split()
_ONE = ("get first last earliest latest create aget afirst alast aearliest alatest acreate").split()
_PAIR = "get_or_create update_or_create aget_or_create aupdate_or_create".split()


def _called(names: list[str]) -> list[str]:
    managers = [f"{m}.objects" for m in _MODELS]
    return [f"{owner}.{name}" for owner in (*managers, _QUERY) for name in names]


# -- settings -------------------------------------------------------------------------------------


@attributes_of("django.conf.settings")
def _setting(ev: "Evaluator", value: External, name: str) -> Values | None:
    """A setting, in the modules that may be the settings of this project."""
    from reach.flow.modules import module_attribute, module_value

    modules: list[str] = table(ev, "Django settings", lambda: _settings(ev))
    if not modules:
        return None
    found = (module_attribute(ev, module_value(ev, module), name) for module in modules)
    return EMPTY.union(*found) or ev.unknown(f"{value.name}.{name} is not in this project")


def _settings(ev: "Evaluator") -> list[str]:
    """The modules that the environment names, those of tests aside; else all that look like it."""
    program = ev.program
    named = texts(written(ev, "DJANGO_SETTINGS_MODULE", None))
    found = [program.by_suffix(n) if n not in program.modules else n for n in named]
    known = [name for name in found if name is not None and name in program.modules]
    return known or [
        name
        for name, module in program.modules.items()
        if not module.facts.development and module.code.exports.keys() >= _LIKELY
    ]


_LIKELY = frozenset(("INSTALLED_APPS", "SECRET_KEY"))
"""Settings that every project has."""


# -- commands -------------------------------------------------------------------------------------

_COMMANDS = tuple(
    f"django.core.management.{module}{name}"
    for module in ("", "base.")
    for name in ("BaseCommand", "AppCommand", "LabelCommand")
)


def option(ev: "Evaluator", container: Container, keys: frozenset[Any] | None) -> Values | None:
    """An option that `handle(**options)` of a command gets; None for other functions."""
    places = _declaring(ev, container.body)
    if places is None:
        return None
    found: Values = EMPTY
    for place in places:
        for name in place.options if keys is None else keys:
            found |= of_place(ev, place, container, str(name))
    return found


def named_option(ev: "Evaluator", body: Body, number: int) -> Values | None:
    """An option that `handle(self, *, model=None, **options)` takes by name."""
    spec = body.code.parameters[number]
    places = _declaring(ev, body) if body.bound_name == "handle" and number else None
    if not places or spec.kind not in (ir.POSITIONAL, ir.KEYWORD):
        return None
    found: Values = EMPTY
    for place in places:
        if spec.name in place.options or spec.name in place.defaults:
            found |= of_place(ev, place, ev.pool.const(None), spec.name)
    return found or None


def _declaring(ev: "Evaluator", body: Body) -> list[Declared] | None:
    """Where the options of a command are declared whose `handle` this is; None for others."""
    owner = body.owner
    cls = class_of_body(ev, owner) if owner is not None else None
    if cls is None or not any(base in _COMMANDS for base in external_bases(ev, cls)):
        return None
    loose = index(ev).loose
    paths = [each.body.facts.path for each in mro(ev, cls) if isinstance(each, Class)]
    return [loose[path] for path in paths if path in loose]


# -- fields ---------------------------------------------------------------------------------------


def field_of(ev: "Evaluator", instance: Instance, value: External) -> Values | None:
    """What a field of a model gives an object; None for members that are no fields."""
    if not value.name.startswith("django.") or not value.name.endswith((*_RELATIONS, "Field()")):
        return None
    call = made_by(ev, value)
    if call is None or not any(base in _MODELS for base in external_bases(ev, instance.cls)):
        return None
    name = next((n for n, v in call.body.code.exports.items() if v == call.vid), None)
    if name is None:
        return None
    making = made_by(ev, instance)
    given = making.keyword(name) if making is not None else EMPTY
    if given:
        return given
    if value.name.endswith(_RELATIONS):
        return _related(ev, instance, call)
    return _stored(ev, instance, name, call)


def _stored(ev: "Evaluator", instance: Instance, name: str, call: Reading) -> Values:
    """The default of a field, its choices, or that only the database knows."""
    owner = instance.cls.body.code.name.rpartition(".")[2]
    reason = f"field {name} of {owner} is read from the database"
    unknown = ev.unknown(reason, call.body, call.position)
    default = _computed(ev, call.keyword("default"))
    choices = frozenset(
        first for row in _elements(ev, call.keyword("choices")) for first in _first(ev, row)
    )
    return settled(ev, default, choices, "field", unknown)


def _computed(ev: "Evaluator", default: Values) -> Values:
    from reach.flow.calls import call_value
    from reach.flow.contexts import Arguments

    found: Values = EMPTY
    for value in default:
        if isinstance(value, Function):
            found |= call_value(ev, value, Arguments(), None, -1, None)
        elif not isinstance(value, (External, Class)):
            found |= {value}
    return found


def _elements(ev: "Evaluator", values: Values) -> list[Value]:
    from reach.flow.containers import elements

    found = {e for v in values if isinstance(v, (Container, Bundle)) for e in elements(ev, v)}
    return sorted(found, key=lambda v: v.order)


def _first(ev: "Evaluator", row: Value) -> Values:
    """The value of a choice, which is followed by its label."""
    from reach.flow.containers import item

    if isinstance(row, (Container, Bundle)):
        return item(ev, row, frozenset((ev.pool.const(0),)))
    return frozenset((row,)) if isinstance(row, Const) else EMPTY


def _related(ev: "Evaluator", instance: Instance, call: Reading) -> Values | None:
    """An object of the model that a foreign key points at."""
    found: set[Value] = set()
    for target in call.argument(0, "to"):
        if isinstance(target, Const) and isinstance(target.value, str):
            found |= _named(ev, instance, call, target.value)
        elif isinstance(target, Class):
            found.add(ev.pool.instance(target, exact=False))
    return frozenset(found) or None


def _named(ev: "Evaluator", instance: Instance, call: Reading, name: str) -> Values:
    """The model of a name, in the module of the one that names it."""
    if name == "self":
        return frozenset((ev.pool.instance(instance.cls, exact=False),))
    module = call.body.module
    vid = module.code.exports.get(name.rpartition(".")[2])
    values = ev.eval(module, vid) if vid is not None else EMPTY
    return frozenset(ev.pool.instance(v, exact=False) for v in values if isinstance(v, Class))


# -- queries --------------------------------------------------------------------------------------


def _class_of(value: Value | None) -> Class | None:
    """The model that a manager or a query belongs to."""
    for _ in range(8):
        if isinstance(value, External):
            value = value.receiver
    return value if isinstance(value, Class) else None


def _object(site: Site) -> Values:
    cls = _class_of(site.callee)
    if cls is None:
        return site.opaque()
    if site.callee.name.endswith("create") and site.body is not None:
        return frozenset((site.ev.pool.instance(cls, site.body, site.vid, site.context),))
    return frozenset((site.ev.pool.instance(cls, exact=False),))


@model(*_called(_NARROWED))
def _query(site: Site) -> Values:
    cls = _class_of(site.callee)
    if cls is None:
        return site.opaque()
    return frozenset((site.ev.pool.external(_QUERY, cls),))


@model(*_called(_ONE))
def _one(site: Site) -> Values:
    return _object(site)


@model(*_called(_PAIR))
def _pair(site: Site) -> Values:
    made = site.ev.unknown("whether the database had it", site.body, site.position)
    return frozenset((site.ev.pool.bundle("tuple", [(0, _object(site)), (1, made)]),))


@elements_of(_QUERY)
def _each(ev: "Evaluator", value: External) -> Values | None:
    cls = _class_of(value)
    return frozenset((ev.pool.instance(cls, exact=False),)) if cls is not None else None


@items_of(_QUERY)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _each(ev, value)
