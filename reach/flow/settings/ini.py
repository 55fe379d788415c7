"""`configparser`: the files that a parser object reads."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.containers import elements, item
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading
from reach.flow.settings.files import STREAMS, loaded
from reach.flow.settings.hooks import items_of
from reach.flow.settings.stores import same_object
from reach.flow.values import EMPTY, Bundle, Const, Container, External, Unknown, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PARSERS = tuple(
    f"configparser.{name}" for name in ("ConfigParser", "RawConfigParser", "SafeConfigParser")
)
_OBJECTS = tuple(f"{name}()" for name in _PARSERS)


def _methods(*names: str) -> tuple[str, ...]:
    return tuple(f"{owner}.{name}" for owner in _OBJECTS for name in names)


def sections(ev: "Evaluator", parser: External) -> Values:
    """What the files read into a parser hold, each as a mapping of sections."""
    made = ("sections", parser.name, parser.site, parser.vid)
    return ev.read(made, _sections, ev, parser)


def _sections(ev: "Evaluator", parser: External) -> Values:
    found: Values = EMPTY
    for method in ("read", "read_file", "readfp", "read_string", "read_dict"):
        for body, vid in ev.program.attribute_calls.get(method, ()):
            receivers = ev.eval(body, body.ops[body.ops[vid][1]][1])
            if any(same_object(parser, v) for v in receivers):
                found |= _read(ev, Reading(ev, body, vid, None), method)
    return found


def _read(ev: "Evaluator", call: Reading, method: str) -> Values:
    given = call.argument(0, "filenames", "f", "string", "dictionary")
    if method == "read":
        given = frozenset(_stream(ev, v, call.body) for v in _single(ev, given))
    if method == "read_dict":
        return given
    known = loaded(ev, given, call.body, "ini")
    return known if known is not None else EMPTY


def _single(ev: "Evaluator", values: Values) -> Values:
    """The file names, those in a list too."""
    found: Values = EMPTY
    for value in values:
        found |= elements(ev, value) if isinstance(value, (Container, Bundle)) else {value}
    return found


def _stream(ev: "Evaluator", value: Value, body: Body) -> Value:
    if isinstance(value, Const):
        return ev.pool.external(STREAMS[0], value, body)
    return value


@items_of(*_OBJECTS)
def _section(ev: "Evaluator", value: External, key: Values) -> Values | None:
    return _look_up(ev, sections(ev, value), key) or None


def _look_up(ev: "Evaluator", mappings: Values, key: Values) -> Values:
    found: Values = EMPTY
    for mapping in mappings:
        found |= {mapping} if isinstance(mapping, Unknown) else item(ev, mapping, key)
    return found


@model(*_methods("get"))
def _get(site: Site) -> Values:
    parser = site.callee.receiver
    if not isinstance(parser, External):
        return site.opaque()
    section = _look_up(site.ev, sections(site.ev, parser), site.arg(0, "section"))
    found = _look_up(site.ev, section, site.arg(1, "option"))
    return found | (site.keyword("fallback") or EMPTY) or site.opaque()
