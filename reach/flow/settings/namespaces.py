"""What `parse_args()` returns: attributes are the options of the parser."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import item
from reach.flow.contexts import Context
from reach.flow.library import Site, model
from reach.flow.settings import filled
from reach.flow.settings.configs import made_attribute
from reach.flow.settings.hooks import attributes_of, elements_of, items_of, method
from reach.flow.settings.marks import marked, missing
from reach.flow.settings.options import Option, no_default, values_of
from reach.flow.settings.parsers import Declared, declared, index
from reach.flow.settings.started import at_position, plain_words
from reach.flow.settings.stores import stored
from reach.flow.values import EMPTY, NAMESPACE, Const, External, Instance, Value, Values, in_order
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


@method("parse_args", "parse_intermixed_args")
def _parse_args(site: Site) -> Values | None:
    parsed = namespace(site)
    if parsed and "optparse." in site.callee.name:
        return _with_rest(site, parsed)
    return parsed


@method("parse_known_args", "parse_known_intermixed_args")
def _parse_known_args(site: Site) -> Values | None:
    parsed = namespace(site)
    return _with_rest(site, parsed) if parsed else None


def _with_rest(site: Site, parsed: Values) -> Values:
    rest = no_default(site.ev, "1", site.body, site.position)
    rows = [(0, parsed), (1, frozenset((site.ev.pool.bundle("list", (), rest),)))]
    return frozenset((site.ev.pool.bundle("tuple", rows),))


def namespace(site: Site) -> Values | None:
    """The object that holds the options of the parser a method is called on."""
    parser = site.callee.receiver
    if parser is None or site.body is None:
        return None
    if isinstance(parser, Instance) and "tap." in site.callee.name:
        return frozenset((filled.made(site.ev, parser.cls, site.body, site.vid),))
    made = site.ev.pool.external(NAMESPACE, parser, site.body, site.vid, site.context)
    return frozenset((made,))


@attributes_of(NAMESPACE)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    if value.receiver is None:
        return made_attribute(ev, value, name)
    if name == "__dict__":
        return frozenset((as_dict(ev, value),))
    if name.startswith("__"):
        return None
    found = stored(ev, value, name) | _declared(ev, value, name)
    if found:
        return found
    position = value.site.ops[value.vid][4] if value.site is not None else 0
    return no_default(ev, f"--{name}", value.site, position)


def _declared(ev: "Evaluator", value: External, name: str) -> Values:
    assert value.receiver is not None
    found = EMPTY
    for place in declared(ev, value.receiver):
        found |= of_place(ev, place, value.receiver, name, (value.site, value.context))
    if not found and value.site is not None:
        found = filled.of_parser(ev, value.receiver, name, value.site, value.vid)
    if not found and value.site is not None:
        place = index(ev).loose.get(value.site.facts.path, Declared())
        found = of_place(ev, place, value.receiver, name)
    return found


def of_place(
    ev: "Evaluator",
    place: Declared,
    parser: Value,
    name: str,
    where: tuple[Body | None, Context | None] = (None, None),
) -> Values:
    """What an option of this name may be, of those that are declared in one place, where the
    arguments are parsed in this function and context."""
    found: Values = EMPTY
    lacking, absent = False, frozenset((ev.pool.const(_ABSENT),))
    defaults = place.defaults.get(name, ())
    for body, vid in defaults:
        found |= marked(ev, ev.eval(body, vid), "argparse default")
    for body, vid in place.spread if name in place.options else ():
        context = where[1] if where[0] is body else None
        given = ev.read(
            ("defaults", body, vid, context, name), _spread, ev, body, vid, context, name
        )
        if context is not None and vid in context.assumed and not absent & given:
            return given
        lacking = lacking or bool(absent & given)
        found |= frozenset(v for v in given - absent if not missing(v))
    for option in place.options.get(name, ()):
        values = values_of(ev, option, _context(option, parser))
        if defaults or (found and not lacking):
            values = frozenset(v for v in values if isinstance(v, Const))
        found |= values
    return found


def _spread(ev: "Evaluator", body: Body, vid: int, context: Context | None, name: str) -> Values:
    """What a mapping of defaults has for an option: a configuration file that another option
    names; a mark for one that has nothing."""
    key, absent = frozenset((ev.pool.const(name),)), frozenset((ev.pool.const(_ABSENT),))
    values = (item(ev, mapping, key) or absent for mapping in ev.eval(body, vid, context))
    found = EMPTY.union(*values)
    return marked(ev, found - absent, "argparse default") | (found & absent)


_ABSENT = "\0"
"""Stands for a key that a file lacks."""


def by_file(ev: "Evaluator", value: External) -> Values:
    """The options with what each of several files of defaults says, and with none of them."""
    places = declared(ev, value.receiver) if value.receiver is not None else []
    spread = [(body, vid) for place in places for body, vid in place.spread]
    if len(spread) != 1 or value.site is not spread[0][0] or value.site is None:
        return EMPTY
    vid, none = spread[0][1], ev.pool.bundle("dict", ())
    files = (*in_order(ev.eval(value.site, vid, value.context)), none)
    contexts = [ev.assuming(value.site, value.context, {vid: frozenset((f,))}) for f in files]
    return frozenset(
        ev.pool.external(NAMESPACE, value.receiver, value.site, value.vid, c) for c in contexts
    )


def _context(option: Option, parser: Value) -> Context | None:
    """The context of a function that makes the parser and adds the option to it."""
    if isinstance(parser, (External, Instance)) and parser.site is option.body:
        return parser.context
    return None


def as_dict(ev: "Evaluator", value: External) -> Value:
    """`vars(args)`: everything that is declared."""
    names: dict[str, None] = {}
    places = declared(ev, value.receiver) if value.receiver is not None else []
    for place in places:
        names.update(dict.fromkeys(place.options))
        names.update(dict.fromkeys(place.defaults))
    return ev.pool.bundle("dict", [(n, _attribute(ev, value, n) or EMPTY) for n in names])


# -- the argument vector itself -------------------------------------------------------------------


@items_of("sys.argv", "sys.argv[]")
def _argument(ev: "Evaluator", value: External, key: Values) -> Values | None:
    start = _start(ev, value)
    found: Values = EMPTY
    for one in key:
        if isinstance(one, Const) and type(one.value) is int and one.value >= 0:
            number = one.value + start
            if number:
                found |= at_position(ev, number, value.site) or no_default(
                    ev, str(number), value.site, _position(value)
                )
            else:
                found |= {ev.pool.external("sys.argv[0]")}
        else:
            found |= no_default(ev, "1", value.site, _position(value))
    return found


@elements_of("sys.argv", "sys.argv[]")
def _arguments(ev: "Evaluator", value: External) -> Values | None:
    start = max(_start(ev, value), 1)
    return plain_words(ev, start, value.site) or no_default(
        ev, str(start), value.site, _position(value)
    )


def _position(value: External) -> int:
    """Where the vector is read."""
    if isinstance(value.receiver, External):
        value = value.receiver  # a slice
    op = value.site.ops[value.vid] if value.site is not None else ()
    return op[3] if op and op[0] == ir.ATTR else 0


def _start(ev: "Evaluator", value: External) -> int:
    """Where a slice of the argument vector begins."""
    if value.site is None or value.name == "sys.argv":
        return 0
    low = value.site.ops[value.vid][2]
    if low < 0:
        return 0
    try:
        start = ev.single(ev.eval(value.site, low, value.context))
    except LookupError:
        return 1
    return start if type(start) is int and start >= 0 else 1


@model("sys.argv.pop", "sys.argv[].pop")
def _popped(site: Site) -> Values:
    return no_default(site.ev, "1", site.body, site.position)
