"""What the library that writes bills of materials does not know: `modelCard` and `data`."""

from collections.abc import Iterator, Mapping
from typing import Any

from reach.output.cyclonedx.made import Made
from reach.output.cyclonedx.text import home_of, safe
from reach.records.inventory import Component, Inventory

Json = dict[str, Any]

_DATA = {"dataset": "dataset", "tokenizer": "configuration"}


def add_cards(document: Json, inventory: Inventory, made: Mapping[str, Made]) -> None:
    """Add them to the components of a document."""
    known = {component.ref: component for component in inventory.components}
    for entry in document.get("components", ()):
        ref = entry.get("bom-ref", "")
        component = known.get(ref)
        kind = component.type if component is not None else made[ref].product.type
        if kind in _DATA:
            name = component.id if component is not None else made[ref].product.id
            entry["data"] = [_data(name, kind, component)]
        else:
            trained = list(made[ref].datasets) if ref in made else []
            card = _card(ref, component, [each for each in trained if each in known])
            if card:
                entry["modelCard"] = card


def _data(name: str, kind: str, component: Component | None) -> Json:
    found: Json = {"type": _DATA[kind], "name": safe(name)}
    home = home_of(component) if component is not None else None
    if home is not None:
        found["contents"] = {"url": home}
    return found


def _card(ref: str, component: Component | None, datasets: list[str]) -> Json:
    """What is known of a model beside its name: what its own files state, and what the project
    trains it with."""
    facts = list(_facts(component)) if component is not None else []
    architecture = next((value for key, value in facts if key == "architecture"), None)
    parameters: Json = {}
    if architecture is not None:
        parameters["architectureFamily"] = safe(architecture)
    if datasets:
        parameters["datasets"] = [{"ref": each} for each in sorted(datasets)]
    if not (facts or parameters):
        return {}
    card: Json = {"bom-ref": f"{ref}/card"}
    if parameters:
        card["modelParameters"] = parameters
    if facts:
        card["properties"] = [
            {"name": f"reach:{key}", "value": safe(value)} for key, value in facts
        ]
    return card


def _facts(component: Component) -> Iterator[tuple[str, str]]:
    for file in component.tree:
        yield from file.facts
