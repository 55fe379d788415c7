"""What trainers are given: models, and settings that say where the results go."""

from reach.flow.attributes import attribute
from reach.flow.evaluator import Evaluator
from reach.flow.settings.calls import made_by
from reach.flow.values import EMPTY, External, Values, in_order
from reach.identify.arguments import SinkArguments
from reach.records.rule import Sink
from reach.records.training import Trainer


def called_as(trainer: Trainer) -> Sink:
    """A trainer as a sink, for what looks at calls of sinks."""
    return Sink(
        names=trainer.names,
        library="any",
        artifact="model",
        hub="huggingface",
        parameters=trainer.parameters,
        identifier=trainer.models[0] if trainer.models else None,
        revision=None,
        file=None,
        format="unknown",
        checks=(),
    )


def field_of(ev: Evaluator, arguments: SinkArguments, name: str) -> Values:
    """A parameter, or a field of the settings that one holds."""
    outer, dot, inner = name.partition(".")
    values = arguments.get(outer).values
    if not dot:
        return values
    found: Values = EMPTY
    for value in in_order(values):
        call = made_by(ev, value)
        if not isinstance(value, External):
            found |= attribute(ev, value, inner)
        elif call is not None:
            first = call.positional(0) if inner == "output_dir" else EMPTY
            found |= call.keyword(inner) or first
    return found
