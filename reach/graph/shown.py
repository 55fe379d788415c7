"""What making a text calls on the objects that are shown in it: `%`, `str.format`, logging."""

import re
import string
from collections.abc import Iterator

from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.containers import contents, item
from reach.flow.evaluator import Evaluator
from reach.flow.values import EMPTY, Bundle, Const, Container, Instance, Member, Values
from reach.graph.held import SHOWN, TEXT, of_each
from reach.graph.properties import getter
from reach.graph.sites import Target
from reach.later import regex
from reach.records import code as ir

FORMATTED = ("__format__", "__str__", "__repr__")

_PERCENT = regex(
    r"%(?:\((?P<name>[^)]*)\))?[-+ #0-9.]*(?P<star>\*?)[-+ #0-9.*]*[hlL]?(?P<kind>.)", re.DOTALL
)
_KINDS = {"s": TEXT, "r": SHOWN, "a": SHOWN}
_CONVERSIONS = {None: FORMATTED, "s": TEXT, "r": SHOWN, "a": SHOWN}

_LOGGED = regex(
    r"logging\.(?:getLogger\(\)\.|Logger\.|LoggerAdapter\.|LoggerAdapter\(\)\.)?"
    r"(?P<how>debug|info|warning|warn|error|exception|critical|fatal|log)"
)


def by_percent(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What `text % values` calls."""
    if op[1] != "%":
        return []
    if not any(isinstance(v, Const) and isinstance(v.value, str) for v in ev.ask(body, op[2])):
        return []
    given = ev.ask(body, op[3])
    found = _shown(ev, _operands(ev, given), TEXT)
    fields = _percent_fields(_texts(ev, body, op[2])) if found else None
    if fields is None:
        return found
    return [t for key, names in fields for t in _shown(ev, _operand(ev, given, key), names)]


def logged(ev: Evaluator, body: Body, name: str, op: ir.Op) -> list[Target]:
    """What a message with arguments calls: `logger.info("running %s", task)`."""
    matched = _LOGGED.fullmatch(name) if name.startswith("logging.") else None
    if matched is None or ev.program.methods.keys().isdisjoint(TEXT):
        return []
    given = op[2][1:] if matched["how"] == "log" else op[2]
    if not given or any(a < 0 for a in given):
        return []
    shown = given[1:]
    found = [t for vid in shown for t in _shown(ev, ev.ask(body, vid), TEXT)]
    if not found:
        return _shown(ev, ev.ask(body, given[0]), TEXT)
    texts = _texts(ev, body, given[0])
    fields = _percent_fields(texts) or _whole_fields(texts)
    if fields is None or any(type(key) is str for key, _ in fields):
        return found
    return [
        target
        for key, names in fields
        if type(key) is int and key < len(shown)
        for target in _shown(ev, ev.ask(body, shown[key]), names)
    ]


def formatted(ev: Evaluator, body: Body, op: ir.Op) -> list[Target]:
    """What `template.format(...)` calls."""
    given = [a if a >= 0 else ~a for a in (*op[2], *(v for _, v in op[3]))]
    found = [t for vid in given for t in _shown(ev, ev.ask(body, vid), FORMATTED)]
    callee = body.ops[op[1]]
    spread = any(a < 0 for a in op[2]) or any(name is None for name, _ in op[3])
    if not found or callee[0] != ir.ATTR or spread:
        return found
    try:
        fields = {f: None for text in _texts(ev, body, callee[1]) for f in _fields(text)}
    except ValueError:
        return found
    if not fields:
        return found
    return [t for field, how in fields for t in _of_field(ev, body, op, field, how)]


def _of_field(
    ev: Evaluator, body: Body, op: ir.Op, field: str, conversion: str | None
) -> list[Target]:
    """What showing one field calls: an argument, or something of it."""
    first, *steps = re.split(r"[.\[]", field)
    vid = dict(op[3]).get(first, -1)
    if first.isdecimal():
        vid = op[2][int(first)] if int(first) < len(op[2]) else -1
    if vid < 0:
        return []
    values, found = ev.ask(body, vid), list[Target]()
    if steps and field[len(first)] == ".":
        found += _read(ev, values, steps[0])
        values = _attributes(ev, values, steps[0]) if len(steps) == 1 else EMPTY
    elif steps:
        values = frozenset(v for each in values for v in contents(ev, each))
    return found + _shown(ev, values, _CONVERSIONS.get(conversion, FORMATTED))


def _fields(template: str, depth: int = 0) -> Iterator[tuple[str, str | None]]:
    """What the fields of a template name, numbered where they leave it out, and how each is made
    a text."""
    counted = iter(range(len(template)))
    for field, conversion in _written(template, depth):
        first = re.split(r"[.\[]", field, maxsplit=1)[0]
        yield (field if first else f"{next(counted)}{field}"), conversion


def _written(template: str, depth: int) -> Iterator[tuple[str, str | None]]:
    for _, field, spec, conversion in string.Formatter().parse(template):
        if field is not None:
            yield field, conversion
            if spec and "{" in spec and depth < 2:
                yield from _written(spec, depth + 1)


def _read(ev: Evaluator, values: Values, name: str) -> list[Target]:
    """What reading an attribute of what is shown runs."""
    return [t for v in values if isinstance(v, (Instance, Member)) for t in getter(ev, v, name)]


def _attributes(ev: Evaluator, values: Values, name: str) -> Values:
    return frozenset(found for value in values for found in attribute(ev, value, name))


def _percent_fields(templates: list[str]) -> list[tuple[str | int, tuple[str, ...]]] | None:
    """Keys of the operands of templates and the methods that make each a text; None where there is
    no template, or widths are operands too."""
    fields: dict[tuple[str | int, tuple[str, ...]], None] = {}
    for template in templates:
        count = 0
        for field in _PERCENT.finditer(template):
            if field["kind"] == "%":
                continue
            if "*" in field[0]:
                return None
            key = count if field["name"] is None else field["name"]
            fields[key, _KINDS.get(field["kind"], ())] = None
            count += 1
    return list(fields) or None


def _whole_fields(templates: list[str]) -> list[tuple[str | int, tuple[str, ...]]] | None:
    """The same for templates as `str.format` has them, which a logger may have too: what is shown
    itself, and not something of it."""
    try:
        fields = {f: None for text in templates for f in _fields(text)}
    except ValueError:
        return None
    whole = [(field, how) for field, how in fields if not re.search(r"[.\[]", field)]
    return (
        [
            (int(field) if field.isdecimal() else field, _CONVERSIONS.get(how, TEXT))
            for field, how in whole
        ]
        if fields
        else None
    )


def _operands(ev: Evaluator, given: Values) -> Values:
    """Everything that the right side of a `%` holds."""
    found: Values = EMPTY
    for value in given:
        found |= contents(ev, value) if _holds(value) else {value}
    return found


def _operand(ev: Evaluator, given: Values, key: str | int) -> Values:
    found: Values = EMPTY
    for value in given:
        if _holds(value):
            found |= item(ev, value, frozenset((ev.pool.const(key),)))
        elif key == 0:
            found |= {value}
    return found


def _holds(value: object) -> bool:
    return isinstance(value, (Container, Bundle)) and value.kind in ("tuple", "dict")


def _texts(ev: Evaluator, body: Body, vid: int) -> list[str]:
    """The texts that an operation may be; none where it may be something else."""
    values = ev.ask(body, vid)
    texts = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
    return texts if len(texts) == len(values) else []


def _shown(ev: Evaluator, values: Values, names: tuple[str, ...]) -> list[Target]:
    return of_each(ev, values, names, first=True) if names else []
