"""A training in sentences."""

from collections.abc import Iterator, Mapping

from reach.records.inventory import Component, Ingredient, Training, Transformation


def told(training: Training, components: Mapping[str, Component]) -> Iterator[str]:
    """What is trained with what, where it goes, and what is not known: one sentence each."""
    for each in training.models:
        yield f"from {_named(each, components)}"
    for each in training.datasets:
        yield f"with {_named(each, components)}"
    for product in training.products:
        yield f"to {product.type} {product.id} by {product.by}"
    for parameter, unknown in training.unknown:
        yield f"unknown {parameter}: {unknown.reason}"


def _named(each: Ingredient, components: Mapping[str, Component]) -> str:
    found = components.get(each.ref)
    name = each.ref if found is None else f"{found.type} {found.id}"
    steps = steps_of(each)
    return f"{name} as {each.parameter}" + (f" through {steps}" if steps else "")


def steps_of(each: Ingredient) -> str:
    """What happens to it: `filter(is_polite), train_test_split`."""
    return ", ".join(map(_step, each.steps))


def _step(step: Transformation) -> str:
    if step.by is None:
        return step.name
    return f"{step.name}({step.by.rpartition('.')[2]})"
