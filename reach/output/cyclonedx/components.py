"""Components of the inventory -> components of the bill of materials."""

from collections.abc import Iterator

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.component import Component as BomComponent
from cyclonedx.model.component import ComponentType

from reach.output.cyclonedx.evidence import evidence_of
from reach.output.cyclonedx.text import home_of, package_of, safe
from reach.output.phrases import place
from reach.records.inventory import Component

TYPES = {
    "adapter": ComponentType.MACHINE_LEARNING_MODEL,
    "model": ComponentType.MACHINE_LEARNING_MODEL,
    "dataset": ComponentType.DATA,
    "tokenizer": ComponentType.DATA,
    "code": ComponentType.LIBRARY,
    "file": ComponentType.FILE,
}


def component_of(component: Component) -> BomComponent:
    """One component, with what is known about it and why."""
    group, name = split(component.id, component.publisher, component.hub)
    return BomComponent(
        bom_ref=component.ref,
        type=TYPES[component.type],
        group=group,
        name=name,
        version=safe(component.revision) if component.revision else None,
        publisher=safe(component.publisher) if component.publisher else None,
        purl=package_of(component.purl),
        hashes=list(_hashes(component)),
        external_references=list(_references(component)),
        properties=list(_properties(component)),
        evidence=evidence_of(component),
    )


def split(name: str, publisher: str | None, hub: str) -> tuple[str | None, str]:
    """Publisher and name, as a package URL has them."""
    owner, slash, rest = name.partition("/")
    if slash and rest and hub != "url" and owner == publisher:
        return safe(owner), safe(rest)
    return None, safe(name) or "unnamed"


def _hashes(component: Component) -> Iterator[HashType]:
    """Those of the file that the component is; a folder of several has none of its own."""
    if len(component.tree) == 1 and component.tree[0].sha256 is not None:
        yield HashType(alg=HashAlgorithm.SHA_256, content=component.tree[0].sha256)


def _references(component: Component) -> Iterator[ExternalReference]:
    """Addresses that follow from the name; none is looked up."""
    found = home_of(component)
    if found is not None:
        kind = "DISTRIBUTION"
        if component.hub == "huggingface" and component.type != "dataset":
            kind = "MODEL_CARD"
        elif component.hub in ("torchhub", "github"):
            kind = "VCS"
        yield ExternalReference(type=ExternalReferenceType[kind], url=XsUri(found))


def _properties(component: Component) -> Iterator[Property]:
    yield property_of("grade", component.grade)
    yield property_of("hub", component.hub)
    yield property_of("certainty", component.certainty)
    if component.hub not in ("local", "file"):
        yield property_of("pinned", "true" if component.pinned else "false")
    for role in component.roles:
        yield property_of("role", role)
    for form in component.formats:
        yield property_of("format", form)
    for file in component.files:
        yield property_of("file", file)
    for alias in component.aliases:
        yield property_of("alias", alias)
    for text in sorted(set(_origins(component))):
        yield property_of("origin", text)
    entries = {entry for each in component.occurrences for entry in each.entry_points}
    for text in sorted({f"{entry.name} ({entry.grade})" for entry in entries}):
        yield property_of("entry-point", text)
    for fingerprint in sorted({f for each in component.occurrences for f in each.findings}):
        yield property_of("sarif:reachPath/v1", fingerprint)
    for committed in component.tree:
        yield property_of("tree:path", committed.path)
        for key, value in committed.facts:
            yield property_of(f"tree:{key}", f"{committed.path}: {value}")


def _origins(component: Component) -> Iterator[str]:
    for occurrence in component.occurrences:
        for origin in occurrence.origins:
            yield f"{place(origin.location)} {origin.kind}"


def property_of(name: str, value: str) -> Property:
    """Something that the format has no field for."""
    return Property(name=f"reach:{name}", value=safe(value))
