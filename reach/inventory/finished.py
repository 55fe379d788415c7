"""Drafts -> trainings, whose parts and products are named as the inventory names them."""

from collections.abc import Callable, Iterable, Iterator

from reach.inventory.publishers import publisher
from reach.records.draft import Draft, Part
from reach.records.finding import Artifact
from reach.records.inventory import Ingredient, Product, Training


def training(draft: Draft, ref_of: Callable[[Artifact], str]) -> Training:
    """The training that a draft describes."""
    return Training(
        location=draft.location,
        function=draft.function,
        trainer=draft.trainer,
        grade=draft.grade,
        entry_points=draft.entry_points,
        models=tuple(_ingredients(draft.models, ref_of)),
        datasets=tuple(_ingredients(draft.datasets, ref_of)),
        products=tuple(
            Product(
                ref=ref_of(each.artifact),
                type=each.artifact.type,
                hub=each.artifact.hub,
                id=each.artifact.id,
                publisher=publisher(each.artifact.hub, each.artifact.id),
                purl=each.artifact.purl,
                location=each.location,
                by=each.by,
            )
            for each in draft.outcomes
        ),
        unknown=draft.unknown,
    )


def _ingredients(parts: Iterable[Part], ref_of: Callable[[Artifact], str]) -> Iterator[Ingredient]:
    found = {Ingredient(ref_of(part.artifact), part.parameter, part.steps): None for part in parts}
    yield from found
