"""Parameters that a framework fills: options of a command, a configuration."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.sent import itself
from reach.flow.settings import (
    click,
    commands,
    django,
    filled,
    hydra,
    kedro,
    lightning,
    litestar,
    prefect,
    pytest,
    ray,
    triton,
    truss,
    typer,
)
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import PARAMETERS, table
from reach.flow.values import EMPTY, External, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

WRAPPERS = frozenset(
    (
        "pyrallis.wrap()",
        "draccus.wrap()",
        "lerobot.configs.parser.wrap()",
    )
)
"""Decorators that fill the first parameter with an object of its declared class."""


def declared_parameter(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """What a framework passes for a parameter; None when none does."""
    if body.code.kind != "function" or body.parent is None:
        return None
    if body.code.decorators:
        found = _decorated(ev, body, index)
        if found is not None:
            return found
    for reader in (
        lightning.value_of,
        triton.value_of,
        truss.value_of,
        ray.value_of,
        prefect.value_of,
        kedro.value_of,
        pytest.value_of,
        litestar.value_of,
        django.named_option,
    ):
        made = reader(ev, body, index)
        if made is not None:
            return made
    kind = typer.command_kind(ev, body)
    return typer.value_of(ev, body, index, kind) if kind is not None else None


def _decorated(ev: "Evaluator", body: Body, index: int) -> Values | None:
    options = table(ev, ("click", body), lambda: click.declarations(ev, body))
    declared = options.get(body.code.parameters[index].name)
    if declared:
        found: Values = EMPTY
        for call, positional in declared:
            found |= click.value_of(call, positional)
        return found
    shared = commands.passed(ev, body, index)
    if shared is not None:
        return shared
    if index:
        return None
    return itself(ev, body, index) or _configured(ev, body)


def _configured(ev: "Evaluator", body: Body) -> Values | None:
    assert body.parent is not None
    for vid in body.code.decorators:
        for value in ev.eval(body.parent, vid):
            if not isinstance(value, External):
                continue
            call = made_by(ev, value)
            if value.name == "hydra.main()" and call is not None:
                return hydra.parameter(ev, body, call)
            if value.name in WRAPPERS:
                return filled.by_annotation(ev, body)
    return None


PARAMETERS.append(declared_parameter)
