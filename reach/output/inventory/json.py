"""The inventory as JSON; its schema is `docs/schema/inventory.schema.json`."""

import json
from collections import Counter

from reach import __version__
from reach.output.json import (
    Json,
    cleaned,
    entry_json,
    origin_json,
    place_json,
    step_json,
    unknown_json,
)
from reach.records.finding import ROLES, Witness
from reach.records.inventory import (
    Advisory,
    Component,
    Ingredient,
    Inventory,
    Occurrence,
    Product,
    Training,
    TreeFile,
    Unresolved,
)

SCHEMA = 1
"""Version of the format; it grows when a reader would have to change."""


def render(inventory: Inventory) -> str:
    """The inventory as JSON text in ASCII, the same bytes for the same inventory."""
    return json.dumps(cleaned(document(inventory)), indent=2) + "\n"


def document(inventory: Inventory) -> Json:
    """The inventory as plain dictionaries and lists."""
    types = Counter(component.type for component in inventory.components)
    return {
        "schema": SCHEMA,
        "tool": {"name": "reach", "version": __version__},
        "summary": {
            "root": inventory.root,
            "components": len(inventory.components),
            "unresolved": len(inventory.unresolved),
            "byType": {role: types[role] for role in ROLES if types[role]},
        },
        "components": [component_json(component) for component in inventory.components],
        "unresolved": [_unresolved(each) for each in inventory.unresolved],
        "trainings": [_training(each) for each in inventory.trainings],
    }


def component_json(component: Component) -> Json:
    """One component."""
    best = component.best
    return {
        "ref": component.ref,
        "type": component.type,
        "roles": list(component.roles),
        "hub": component.hub,
        "id": component.id,
        "aliases": list(component.aliases),
        "publisher": component.publisher,
        "revision": component.revision,
        "pinned": component.pinned,
        "files": list(component.files),
        "formats": list(component.formats),
        "purl": component.purl,
        "certainty": component.certainty,
        "grade": component.grade,
        "occurrences": [_occurrence(each) for each in component.occurrences],
        "witness": None if best is None else _witness(best),
        "tree": [_tree_file(each) for each in component.tree],
        "advisories": [_advisory(each) for each in component.advisories],
    }


def _occurrence(occurrence: Occurrence) -> Json:
    return {
        "location": {**place_json(occurrence.location), "function": occurrence.function},
        "sink": occurrence.sink,
        "role": occurrence.role,
        "grade": occurrence.grade,
        "file": occurrence.file,
        "format": occurrence.format,
        "certainty": occurrence.certainty,
        "origins": [origin_json(origin) for origin in occurrence.origins],
        "entryPoints": [entry_json(entry) for entry in occurrence.entry_points],
        "findings": list(occurrence.findings),
    }


def _witness(witness: Witness) -> Json:
    return {**entry_json(witness.entry), "chain": [step_json(step) for step in witness.chain]}


def _tree_file(file: TreeFile) -> Json:
    return {
        "path": file.path,
        "size": file.size,
        "sha256": file.sha256,
        "format": file.format,
        "pointer": file.pointer,
        "facts": dict(file.facts),
    }


def _advisory(advisory: Advisory) -> Json:
    return {
        "id": advisory.id,
        "summary": advisory.summary,
        "severity": advisory.severity,
        "published": advisory.published,
        "source": advisory.source,
        "references": list(advisory.references),
    }


def _unresolved(unresolved: Unresolved) -> Json:
    return {
        "location": {**place_json(unresolved.location), "function": unresolved.function},
        "sink": unresolved.sink,
        "role": unresolved.role,
        "grade": unresolved.grade,
        "reasons": [unknown_json(reason) for reason in unresolved.reasons],
    }


def _training(training: Training) -> Json:
    return {
        "location": {**place_json(training.location), "function": training.function},
        "trainer": training.trainer,
        "grade": training.grade,
        "entryPoints": [entry_json(entry) for entry in training.entry_points],
        "models": [_ingredient(each) for each in training.models],
        "datasets": [_ingredient(each) for each in training.datasets],
        "products": [_product(each) for each in training.products],
        "unknown": [
            {"parameter": parameter, **unknown_json(unknown)}
            for parameter, unknown in training.unknown
        ],
    }


def _ingredient(ingredient: Ingredient) -> Json:
    return {
        "ref": ingredient.ref,
        "parameter": ingredient.parameter,
        "steps": [
            {"name": step.name, "by": step.by, "location": place_json(step.location)}
            for step in ingredient.steps
        ],
    }


def _product(product: Product) -> Json:
    return {
        "ref": product.ref,
        "type": product.type,
        "hub": product.hub,
        "id": product.id,
        "publisher": product.publisher,
        "purl": product.purl,
        "by": product.by,
        "location": place_json(product.location),
    }
