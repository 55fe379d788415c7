"""Models that the project makes, as components with a pedigree."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cyclonedx.model import Property
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import Pedigree

from reach.output.cyclonedx.components import TYPES, property_of, split
from reach.output.cyclonedx.text import package_of, safe
from reach.output.inventory.told import steps_of
from reach.output.phrases import place
from reach.records.inventory import Component, Inventory, Product, Training


@dataclass(slots=True)
class Made:
    """A product, with all trainings that make it."""

    product: Product
    trainings: dict[Training, None] = field(default_factory=dict)
    models: dict[str, None] = field(default_factory=dict)
    datasets: dict[str, None] = field(default_factory=dict)
    """Names of components."""


def made_of(inventory: Inventory) -> dict[str, Made]:
    """The products of a project, by the name of their component."""
    found: dict[str, Made] = {}
    for training in inventory.trainings:
        for product in training.products:
            made = found.setdefault(product.ref, Made(product))
            made.trainings[training] = None
            models = (each.ref for each in training.models if each.ref != product.ref)
            made.models.update(dict.fromkeys(models))
            datasets = (each.ref for each in training.datasets if each.ref != product.ref)
            made.datasets.update(dict.fromkeys(datasets))
    return found


def product_component(product: Product) -> BomComponent:
    """The component of something that the project makes, but does not load."""
    group, name = split(product.id, product.publisher, product.hub)
    return BomComponent(
        bom_ref=product.ref,
        type=TYPES[product.type],
        group=group,
        name=name,
        publisher=safe(product.publisher) if product.publisher else None,
        purl=package_of(product.purl),
        properties=[property_of("hub", product.hub), property_of("produced", "true")],
    )


def add_pedigree(component: BomComponent, made: Made, known: dict[str, Component]) -> None:
    """Say what a component is made from, by what, and how."""
    ancestors = [_ancestor(known[ref]) for ref in made.models if ref in known]
    if ancestors:
        component.pedigree = Pedigree(ancestors=ancestors)
    for each in sorted(set(_properties(made, known)), key=lambda p: (p.name, p.value or "")):
        component.properties.add(each)


def _ancestor(component: Component) -> BomComponent:
    group, name = split(component.id, component.publisher, component.hub)
    return BomComponent(
        type=TYPES[component.type],
        group=group,
        name=name,
        version=safe(component.revision) if component.revision else None,
        purl=package_of(component.purl),
    )


def _properties(made: Made, known: dict[str, Component]) -> Iterator[Property]:
    for training in made.trainings:
        where = place(training.location)
        yield property_of("made-by", f"{training.trainer} at {where} ({training.grade})")
        for each in (*training.models, *training.datasets):
            name = known[each.ref].id if each.ref in known else each.ref
            steps = steps_of(each)
            used = f"{name} as {each.parameter} at {where}"
            yield property_of("made-from", f"{used}: {steps}" if steps else used)
        for parameter, unknown in training.unknown:
            yield property_of("made-from-unknown", f"{parameter} at {where}: {unknown.reason}")
        for product in training.products:
            if product.ref == made.product.ref:
                yield property_of("saved", f"{product.by} at {place(product.location)}")
