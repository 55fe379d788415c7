"""The inventory as a CycloneDX bill of materials (ML-BOM), the same bytes for the same inventory.

The library that writes it knows neither `modelCard` nor `data`; `cards` adds them afterwards.
"""

import json
import uuid
from typing import Any

from cyclonedx.model import Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import ComponentType
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion

from reach import __version__
from reach.output.cyclonedx.cards import add_cards
from reach.output.cyclonedx.components import component_of
from reach.output.cyclonedx.made import Made, add_pedigree, made_of, product_component
from reach.output.cyclonedx.text import safe
from reach.output.cyclonedx.vulnerabilities import vulnerabilities
from reach.records.inventory import Inventory

__all__ = ["VERSIONS", "render"]

VERSIONS = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}
"""Versions of the format that can be written."""

_NAMESPACE = uuid.UUID("8ef3ba43-4b2e-5d7c-9f0a-2f0d4d9a6c11")
"""Of the serial numbers, which are derived from the content."""


def render(inventory: Inventory, name: str, version: str = "1.6") -> str:
    """The bill of materials of the project called `name`, as JSON text in ASCII."""
    made = made_of(inventory)
    document = _written(_bom(inventory, name, made), version)
    add_cards(document, inventory, made)
    _say_what_is_missing(document, inventory)
    content = json.dumps(document, sort_keys=True)
    head = {key: document.pop(key) for key in ("$schema", "bomFormat", "specVersion")}
    serial = {"serialNumber": uuid.uuid5(_NAMESPACE, content).urn}
    return json.dumps({**head, **serial, **document}, indent=2) + "\n"


def _bom(inventory: Inventory, name: str, made: dict[str, Made]) -> Bom:
    bom = Bom()
    kind = ComponentType.APPLICATION
    root = BomComponent(name=safe(name) or "project", type=kind, bom_ref="root")
    bom.metadata.component = root
    tool = BomComponent(name="reach", version=__version__, type=kind, bom_ref="reach")
    bom.metadata.tools = ToolRepository(components=[tool])
    for unresolved in inventory.unresolved:
        where = f"{unresolved.location.path}:{unresolved.location.line}"
        reasons = "; ".join(each.reason for each in unresolved.reasons)
        text = safe(f"{where} {unresolved.sink} ({unresolved.grade}): {reasons}")
        bom.metadata.properties.add(Property(name="reach:unresolved", value=text))
    known = {each.ref: each for each in inventory.components}
    written = {ref: component_of(each) for ref, each in known.items()}
    for ref, each in made.items():
        component = written.setdefault(ref, product_component(each.product))
        add_pedigree(component, each, known)
    for component in written.values():
        bom.components.add(component)
    bom.register_dependency(root, written.values())
    for ref, each in made.items():
        parts = (*each.models, *each.datasets)
        bom.register_dependency(written[ref], [written[part] for part in parts if part in written])
    for vulnerability in vulnerabilities(inventory):
        bom.vulnerabilities.add(vulnerability)
    return bom


def _written(bom: Bom, version: str) -> dict[str, Any]:
    """The document as the library writes it, without what differs from run to run."""
    text = make_outputter(bom, OutputFormat.JSON, VERSIONS[version]).output_as_string()
    document: dict[str, Any] = json.loads(text)
    document.pop("serialNumber", None)
    document["metadata"].pop("timestamp", None)
    return document


def _say_what_is_missing(document: dict[str, Any], inventory: Inventory) -> None:
    """Whether this is all that the project loads; the library has no compositions."""
    aggregate = "incomplete" if inventory.unresolved else "unknown"
    document["compositions"] = [{"aggregate": aggregate, "assemblies": ["root"]}]
