"""What the library that writes bills of materials does not know: `modelCard` and `data`."""

from collections.abc import Iterator
from typing import Any

from reach.output.cyclonedx.text import home_of, safe
from reach.records.inventory import Component, Inventory

Json = dict[str, Any]

_DATA = {"dataset": "dataset", "tokenizer": "configuration"}


def add_cards(document: Json, inventory: Inventory) -> None:
    """Add them to the components of a document."""
    known = {component.ref: component for component in inventory.components}
    for entry in document.get("components", ()):
        component = known.get(entry.get("bom-ref", ""))
        if component is None:
            continue
        if component.type in _DATA:
            entry["data"] = [_data(component)]
        else:
            card = _card(component)
            if card:
                entry["modelCard"] = card


def _data(component: Component) -> Json:
    found: Json = {"type": _DATA[component.type], "name": safe(component.id)}
    home = home_of(component)
    if home is not None:
        found["contents"] = {"url": home}
    return found


def _card(component: Component) -> Json:
    """What is known of a model beside its name: the facts that its own files state."""
    facts = list(_facts(component))
    architecture = next((value for key, value in facts if key == "architecture"), None)
    if not facts:
        return {}
    parameters: Json = {}
    if architecture is not None:
        parameters["architectureFamily"] = safe(architecture)
    card: Json = {"bom-ref": f"{component.ref}/card"}
    if parameters:
        card["modelParameters"] = parameters
    card["properties"] = [{"name": f"reach:{key}", "value": safe(value)} for key, value in facts]
    return card


def _facts(component: Component) -> Iterator[tuple[str, str]]:
    for file in component.tree:
        yield from file.facts
