"""The context in which a framework calls a handler."""

from reach.flow.contexts import Argument, Arguments, Context
from reach.flow.evaluator import Evaluator
from reach.flow.handlers import parameter_of, passed
from reach.flow.parameters import is_receiver, parameter
from reach.graph.entries import Entry
from reach.records import code as ir


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
        elif spec.kind == ir.POSITIONAL:
            positional.append((False, parameter_of(ev, body, index, entry.name)))
        elif spec.kind == ir.KEYWORD:
            keywords.append((spec.name, parameter_of(ev, body, index, entry.name)))
    return ev.context(body, None, Arguments(tuple(positional), tuple(keywords), True))
