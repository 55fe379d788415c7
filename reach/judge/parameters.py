"""What a parameter gets."""

from reach.flow.bodies import Body
from reach.flow.contexts import Argument, Arguments
from reach.records import code as ir


def first(arguments: Arguments, body: Body, index: int) -> Argument | None:
    """The argument that a parameter gets."""
    spec = body.code.parameters[index]
    return arguments.first(index if spec.kind == ir.POSITIONAL else 1 << 30, spec.name)
