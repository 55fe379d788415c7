"""The context in which a framework calls a handler."""

from reach.flow.contexts import Argument, Arguments, Context
from reach.flow.declared import declared
from reach.flow.evaluator import Evaluator
from reach.flow.handlers import parameter_of, passed
from reach.flow.parameters import is_receiver, parameter, unfilled
from reach.flow.values import External, Pattern, Unknown, Value
from reach.graph.entries import Entry
from reach.records import code as ir


def caller_context(ev: Evaluator, entry: Entry) -> Context | None:
    """A public function is called from outside the project too: next to what is known of its
    parameters, one reason stands for all that is not. None where all is known."""
    body, open_ended = entry.body, False
    positional: list[tuple[bool, Argument]] = []
    keywords: list[tuple[str | None, Argument]] = []
    for index, spec in enumerate(body.code.parameters):
        if spec.kind not in (ir.POSITIONAL, ir.KEYWORD):
            continue
        values = parameter(ev, body, index, None)
        if index >= int(is_receiver(body)):
            known = frozenset(v for v in values if not _opaque(v))
            unclear = values - known
            if len(unclear) > 1 or not all(isinstance(v, Unknown) for v in unclear):
                open_ended = True
                values = known | unfilled(ev, body, index)
        if spec.kind == ir.POSITIONAL:
            positional.append((False, values))
        else:
            keywords.append((spec.name, values))
    if not open_ended:
        return None
    return ev.context(body, None, Arguments(tuple(positional), tuple(keywords), True))


def _opaque(value: Value) -> bool:
    """Whether nothing is known of a value, or of how it begins."""
    if isinstance(value, Pattern):
        return value.parts[0] is None
    return isinstance(value, Unknown) or (isinstance(value, External) and "()" in value.name)


def request_context(ev: Evaluator, entry: Entry) -> Context | None:
    """A handler's parameters come from outside: a declared object, a default, or the request."""
    body = entry.body
    positional: list[tuple[bool, Argument]] = []
    keywords: list[tuple[str | None, Argument]] = []
    own = int(is_receiver(body))
    for index, spec in enumerate(body.code.parameters):
        if index < own:
            positional.append((False, parameter(ev, body, 0, None)))
        elif index - own < len(entry.given):
            text = entry.given[index - own]
            positional.append((False, passed(ev, body, index, text, entry.name)))
        elif spec.kind in (ir.POSITIONAL, ir.KEYWORD):
            values = declared(ev, body, index, entry.inputs, entry.name) if entry.inputs else None
            if values is None:
                values = parameter_of(ev, body, index, entry.name)
            if spec.kind == ir.POSITIONAL:
                positional.append((False, values))
            else:
                keywords.append((spec.name, values))
    return ev.context(body, entry.closure, Arguments(tuple(positional), tuple(keywords), True))
