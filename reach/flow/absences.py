"""Why a container has nothing under a key."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.sizes import keys_of
from reach.flow.values import Bundle, Container, Value, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def absent(
    ev: "Evaluator", container: Value, key: Values, body: Body | None, position: int
) -> Values:
    """The reason why a container has nothing under a key."""
    names = keys_of(key)
    if isinstance(container, Bundle) and container.origin and names is not None:
        known = sorted(str(name)[:200] for name in names)
        if known:
            return ev.unknown(f"key {known[0]} is not in {container.origin}", body, position)
    if isinstance(container, Container) and container.kind in ("args", "kwargs"):
        reason = uncalled(ev, container)
        if reason is not None:
            return ev.unknown(reason, container.body, container.body.code.name_start)
    return ev.unknown("no such key is known", body, position)


def uncalled(ev: "Evaluator", container: Container) -> str | None:
    """The reason why nothing is known of `*args` or `**kwargs`: no call fills them."""
    parameters = container.body.code.parameters
    if container.context is not None or ev.callers.get(container.body):
        return None
    if container.vid >= len(parameters):  # made of them: a slice, a sum
        return None
    name = parameters[container.vid].name
    where = container.body.code.name.rpartition(".")[2]
    return f"parameter {name} of {where} has no known caller"
