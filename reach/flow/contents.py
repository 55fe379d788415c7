"""Built-ins that make containers and read them."""

from typing import TYPE_CHECKING

from reach.flow.callbacks import SPECIAL
from reach.flow.containers import item
from reach.flow.contexts import Arguments
from reach.flow.library import Site, model
from reach.flow.pivots import shape
from reach.flow.settings.gathered import gathered
from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Partial,
    Unknown,
    Value,
    Values,
    in_order,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


@model("<builtin>.filter")
def _filter(site: Site) -> Values:
    return frozenset((site.ev.pool.bundle("list", (), elements_of(site, site.arg(1))),))


@model(
    "<builtin>.sorted",
    "<builtin>.list",
    "<builtin>.tuple",
    "<builtin>.set",
    "<builtin>.frozenset",
    "collections.deque",
    "itertools.chain",
    "itertools.chain.from_iterable",
    "collections.Counter",
)
def _list(site: Site) -> Values:
    name = site.callee.name.rpartition(".")[2]
    return site.container("set" if name in ("set", "frozenset", "Counter") else "list")


@model("<builtin>.dict", "collections.OrderedDict", "types.MappingProxyType")
def _dict(site: Site) -> Values:
    return site.container("dict")


@model("collections.ChainMap")
def _layers(site: Site) -> Values:
    return site.container("dict")


@model("collections.defaultdict")
def _defaultdict(site: Site) -> Values:
    from reach.flow.calls import call_values

    given = site.arg(0)
    made = call_values(site.ev, given, Arguments(), site.body, site.vid, site.context)
    mapping = site.ev.pool.bundle("dict", (), made)
    own = [v for v in in_order(given) if isinstance(v, (Function, Class, Bound, Partial))]
    if own:
        known: _Factories = site.ev.tables.setdefault(_FACTORIES, {})
        known.setdefault(mapping, {}).update(dict.fromkeys(own))
    return frozenset((mapping,))


def _of_outside(
    ev: "Evaluator", callee: External, arguments: Arguments
) -> list[tuple[Values, Arguments]]:
    """Factories that are not of the program count where they are given."""
    argument = ev.argument(arguments.first(0, "default_factory"))
    return [(frozenset(v for v in argument if isinstance(v, External)), Arguments())]


SPECIAL["collections.defaultdict"] = _of_outside

_FACTORIES = "factories of mappings"

_Factories = dict[Value, dict[Value, None]]


def factories(ev: "Evaluator") -> _Factories:
    """By mapping, what is called for a key that it lacks."""
    known: _Factories = ev.tables.get(_FACTORIES, {})
    return known


@model("<builtin>.next", "<builtin>.anext", "random.choice", "<builtin>.min", "<builtin>.max")
def _next(site: Site) -> Values:
    given = site.all()
    if site.callee.name in ("<builtin>.min", "<builtin>.max") and len(given) > 1:
        found: Values = EMPTY
        for values in given:
            found |= values
        return found
    found = elements_of(site, site.arg(0))
    if len(given) > 1:
        found |= given[1]
    return found


@model(
    "<builtin>.dict.get",
    "<builtin>.dict.setdefault",
    "<builtin>.dict.pop",
    "<builtin>.dict.__getitem__",
)
def _dict_get(site: Site) -> Values:
    from reach.flow.containers import item

    receiver = site.callee.receiver
    if receiver is None:
        return EMPTY
    found = item(site.ev, receiver, site.arg(0))
    known = [v for v in found if not isinstance(v, Unknown)]
    fallback = _other_than_keys(site, receiver, site.arg(1, "default"))
    if not known or not _certain(site, receiver):
        found |= fallback
    if not found or (known and not fallback and _may_lack(site, receiver)):
        found |= {site.ev.pool.const(None, site.body, site.position)}
    return found


def _other_than_keys(site: Site, receiver: Value, fallback: Values) -> Values:
    """What `names.get(name, name)` may fall back to: no name that the mapping has."""
    given: tuple[int, ...] = ()
    if site.body is not None and fallback:
        given = site.body.ops[site.vid][2]
    if site.body is None or len(given) != 2 or min(given) < 0:
        return fallback
    if shape(site.body.ops, given[0], 0) != shape(site.body.ops, given[1], 0):
        return fallback
    having = {
        v
        for v in fallback
        if isinstance(v, Const)
        and any(not isinstance(i, Unknown) for i in item(site.ev, receiver, frozenset((v,))))
    }
    return fallback - having


def _may_lack(site: Site, receiver: Value) -> bool:
    """Whether nothing is known of the key, or one of the mappings that this one is made of lacks
    it."""
    from reach.flow.lacking import may_lack
    from reach.flow.sizes import keys_of

    keys = keys_of(site.arg(0))
    if keys is None:
        return isinstance(receiver, (Bundle, Container)) and not site.ev.building
    return len(keys) == 1 and may_lack(site.ev, receiver, next(iter(keys)))


def _certain(site: Site, receiver: Value) -> bool:
    """Whether the key is one constant that the mapping certainly has."""
    from reach.flow.sizes import keys_of

    keys = keys_of(site.arg(0))
    if keys is None or len(keys) != 1:
        return False
    if isinstance(receiver, Bundle):
        return not receiver.rest and any(key in keys for key, _ in receiver.entries)
    if not isinstance(receiver, Container):
        return False
    return receiver.body.ops[receiver.vid][0] in (ir.DICT, ir.SETITEM)


@model("heapq.heappop", "heapq.heappushpop", "heapq.heapreplace")
def _heap_popped(site: Site) -> Values:
    found = elements_of(site, site.arg(0))
    return found if site.callee.name == "heapq.heappop" else found | site.arg(1)


@model("<builtin>.list.pop", "<builtin>.set.pop", "<builtin>.dict.popitem")
def _pop(site: Site) -> Values:
    from reach.flow.containers import contents, item

    receiver = site.callee.receiver
    if receiver is None:
        return EMPTY
    if isinstance(receiver, Instance):
        return _taken(site)
    if site.callee.name == "<builtin>.list.pop" and not site.arguments.positional:
        last = frozenset((site.ev.pool.const(-1),))
        return item(site.ev, receiver, last)
    if site.callee.name == "<builtin>.list.pop":
        return item(site.ev, receiver, site.arg(0))
    return contents(site.ev, receiver)


def elements_of(site: Site, values: Values) -> Values:
    """One element of iterating over an argument."""
    from reach.flow.items import iterated

    found: Values = EMPTY
    body = site.body if site.body is not None else site.ev.program.bodies[0]
    for value in values:
        found |= iterated(site.ev, value, body, site.position)
    return found


@model(*(f"collections.{name}" for name in ("deque.pop", "deque.popleft", "UserList.pop")))
def _taken(site: Site) -> Values:
    """What is taken out of an object of a list or set class of the program."""
    receiver = site.callee.receiver
    found = gathered(site.ev, receiver) if isinstance(receiver, Instance) else EMPTY
    return found or site.opaque()


@model("<builtin>.list.popleft")
def _popped_left(site: Site) -> Values:
    first = frozenset((site.ev.pool.const(0),))
    receiver = site.callee.receiver
    return item(site.ev, receiver, first) if receiver is not None else EMPTY
