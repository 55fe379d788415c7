"""Lightning's `self.hparams` after `save_hyperparameters()`: what the constructor was given."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.classes import member
from reach.flow.constructors import init_contexts
from reach.flow.contexts import Context
from reach.flow.parameters import parameter
from reach.flow.settings.calls import Reading
from reach.flow.settings.hooks import attributes_of, items_of, texts
from reach.flow.settings.named_calls import written_as
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Function,
    Instance,
    Unknown,
    Values,
)
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_KEPT = tuple(
    f"{module}.{owner}.hparams"
    for module in (
        "lightning",
        "lightning.pytorch",
        "lightning.pytorch.core",
        "pytorch_lightning",
        "pytorch_lightning.core",
        "pytorch_lightning.core.lightning",
    )
    for owner in ("LightningModule", "LightningDataModule")
)


@attributes_of(*_KEPT)
def _attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    """`self.hparams.name`: the parameter of that name, or what was saved under it."""
    instance = value.receiver
    if not isinstance(instance, Instance):
        return None
    inits = init_contexts(ev, instance)
    found: Values = EMPTY
    for method in member(ev, instance.cls, "__init__")[0]:
        if isinstance(method, Function):
            found |= _of(ev, method.body, inits.get(method.body), name)
    return found or None


@items_of(*_KEPT)
def _item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    found = [_attribute(ev, value, name) for name in texts(key)]
    return EMPTY.union(*(each for each in found if each)) or None


def _of(ev: "Evaluator", init: Body, context: Context | None, name: str) -> Values:
    """What a constructor saves under a name: a parameter, or a part of what it hands over."""
    for index, spec in enumerate(init.code.parameters):
        if spec.name == name and spec.kind in (ir.POSITIONAL, ir.KEYWORD):
            return parameter(ev, init, index, context)
    found: Values = EMPTY
    for vid, op in enumerate(init.ops):
        if op[0] == ir.CALL and written_as(init, op[1]) == "save_hyperparameters":
            for given in Reading(ev, init, vid, context).all():
                found |= _inside(ev, given, name)
    return found


def _inside(ev: "Evaluator", saved: Values, name: str) -> Values:
    from reach.flow.attributes import attribute
    from reach.flow.containers import item

    found: Values = EMPTY
    for value in saved:
        if isinstance(value, (Bundle, Container)):
            found |= item(ev, value, frozenset((ev.pool.const(name),)))
        elif not isinstance(value, (Const, Unknown)):
            found |= attribute(ev, value, name)
    return found
