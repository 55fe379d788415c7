"""Objects that a library makes as a configuration says: Hydra's `_target_`, Lightning's
`class_path`.

What they are made of is evaluated as any call: the key names a class or function of the project, or
something outside of it, the other keys are its arguments.
"""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.callbacks import SPECIAL, UNPLACED
from reach.flow.contexts import Argument, Arguments
from reach.flow.library import Site, model
from reach.flow.settings.hooks import texts
from reach.flow.values import EMPTY, Bundle, Const, Container, External, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

MAX_DEPTH = 8
"""Descriptions followed one inside the other."""

Calls = list[tuple[Values, Arguments]]

_HYDRA = ("hydra.utils.instantiate", "hydra.utils.call")
_OWN_KEYS = ("_recursive_", "_convert_", "_partial_", "_args_", "_target_")


# -- names ----------------------------------------------------------------------------------------


def named(ev: "Evaluator", name: str, body: Body | None) -> Values:
    """What a dotted name stands for, seen from a function."""
    from reach.flow.attributes import attribute
    from reach.flow.modules import global_name, import_module

    origin = body if body is not None else ev.program.bodies[0]
    parts = name.split(".")
    if not all(part.isidentifier() for part in parts):
        return EMPTY
    for count in range(len(parts), 0, -1):
        if ev.program.resolve(origin.facts, ".".join(parts[:count]), 0) is None:
            continue
        found = import_module(ev, origin, ".".join(parts[:count]))
        for part in parts[count:]:
            found = frozenset(v for value in found for v in attribute(ev, value, part))
        return found
    if len(parts) == 1:
        return global_name(ev, origin.module, name)
    return frozenset((ev.pool.external(name),))


@model("hydra.utils.get_class", "hydra.utils.get_method", "hydra.utils.get_object")
def _got(site: Site) -> Values:
    return _all_named(site, texts(site.arg(0, "path")))


@model(
    "pydoc.locate",
    "pkgutil.resolve_name",
    "django.utils.module_loading.import_string",
    "werkzeug.utils.import_string",
    "traitlets.utils.importstring.import_item",
)
def _located(site: Site) -> Values:
    return _all_named(site, [text.replace(":", ".") for text in texts(site.arg(0))])


def _all_named(site: Site, names: list[str]) -> Values:
    found: Values = EMPTY
    for name in names:
        found |= named(site.ev, name, site.body)
    return found or site.opaque()


# -- Hydra ----------------------------------------------------------------------------------------


@model(*_HYDRA)
def _instantiated(site: Site) -> Values:
    found = _made(site.ev, _described(site.ev, site.arguments), site.body, 0)
    return found or site.opaque()


def _called(ev: "Evaluator", callee: External, arguments: Arguments) -> Calls:
    """What `instantiate(...)` calls."""
    return _calls(ev, _described(ev, arguments), None, 0)


for _name in _HYDRA:
    SPECIAL[_name] = _called
UNPLACED.update(_HYDRA)


class _Description:
    """A mapping that names what is made, and what else it is given."""

    __slots__ = ("given", "mapping")

    def __init__(self, mapping: Value, given: Arguments) -> None:
        self.mapping = mapping
        self.given = given


def _described(ev: "Evaluator", arguments: Arguments) -> list[_Description]:
    rest = Arguments(
        arguments.positional[1:],
        tuple((k, a) for k, a in arguments.keywords if k not in ("config", "_recursive_")),
    )
    mappings = ev.argument(arguments.first(0, "config"))
    return [_Description(v, rest) for v in mappings if isinstance(v, (Bundle, Container))]


def _made(
    ev: "Evaluator", descriptions: list[_Description], body: Body | None, depth: int
) -> Values:
    """What the calls of descriptions return."""
    from reach.flow.calls import call_values

    found: Values = EMPTY
    for each in descriptions:
        if _says(ev, each.mapping, "_partial_"):
            for name in texts(_item(ev, each.mapping, "_target_")):
                found |= named(ev, name, body)
            continue
        names = texts(_item(ev, each.mapping, "_target_"))
        given = _given(ev, each, body, depth) if names else Arguments()
        for name in names:
            found |= call_values(ev, named(ev, name, body), given, None, -1, None)
    return found


def _calls(
    ev: "Evaluator", descriptions: list[_Description], body: Body | None, depth: int
) -> Calls:
    """What descriptions call, those inside them first."""
    from reach.flow.containers import entries

    found: Calls = []
    for each in descriptions:
        mapping = each.mapping
        if depth < MAX_DEPTH and not _says(ev, mapping, "_recursive_", False):
            for _, values in entries(ev, mapping):
                found += _calls(ev, _inner(values), body, depth + 1)
        targets = texts(_item(ev, mapping, "_target_"))
        if not targets or _says(ev, mapping, "_partial_"):
            continue
        given = _given(ev, each, body, depth)
        found += [(named(ev, name, body), given) for name in targets]
    return found


def _given(ev: "Evaluator", each: _Description, body: Body | None, depth: int) -> Arguments:
    """The arguments of the call that a description stands for."""
    from reach.flow.containers import entries

    written = {name for name, _ in each.given.keywords}
    keywords: list[tuple[str | None, Argument]] = list(each.given.keywords)
    for key, values in entries(ev, each.mapping):
        if isinstance(key, str) and key not in written and key not in _OWN_KEYS:
            inner = _inner(values) if depth < MAX_DEPTH else []
            keywords.append((key, _made(ev, inner, body, depth + 1) or values))
    return Arguments(each.given.positional, tuple(keywords))


def _inner(values: Values) -> list[_Description]:
    """What may be descriptions among values."""
    return [_Description(v, Arguments()) for v in values if isinstance(v, (Bundle, Container))]


def _item(ev: "Evaluator", mapping: Value, key: str) -> Values:
    from reach.flow.containers import item

    return item(ev, mapping, frozenset((ev.pool.const(key),)))


def _says(ev: "Evaluator", mapping: Value, key: str, meant: bool = True) -> bool:
    return any(isinstance(v, Const) and v.value is meant for v in _item(ev, mapping, key))
