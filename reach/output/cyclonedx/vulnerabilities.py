"""Public reports about components, as vulnerabilities that affect them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from cyclonedx.model import XsUri
from cyclonedx.model.vulnerability import (
    BomTarget,
    Vulnerability,
    VulnerabilityAdvisory,
    VulnerabilityRating,
    VulnerabilityScoreSource,
    VulnerabilitySeverity,
    VulnerabilitySource,
)

from reach.output.cyclonedx.text import address, safe
from reach.output.phrases import severity_name
from reach.records.inventory import Advisory, Inventory


def vulnerabilities(inventory: Inventory) -> Iterator[Vulnerability]:
    """Each report once, with all components that it is about."""
    affected: dict[Advisory, list[str]] = {}
    for component in inventory.components:
        for advisory in component.advisories:
            affected.setdefault(advisory, []).append(component.ref)
    for advisory, refs in sorted(affected.items(), key=lambda item: item[0].id):
        known = [found for each in advisory.references if (found := address(each)) is not None]
        yield Vulnerability(
            bom_ref=f"advisory/{safe(advisory.id)}",
            id=safe(advisory.id),
            source=VulnerabilitySource(
                name=safe(advisory.source), url=XsUri(known[0]) if known else None
            ),
            ratings=[
                VulnerabilityRating(
                    source=VulnerabilitySource(name="reach"),
                    score=Decimal(str(advisory.severity)),
                    severity=VulnerabilitySeverity(severity_name(advisory.severity)),
                    method=VulnerabilityScoreSource.OTHER,
                )
            ],
            description=safe(advisory.summary),
            published=_day(advisory.published),
            advisories=[VulnerabilityAdvisory(url=XsUri(each)) for each in known],
            affects=[BomTarget(ref=ref) for ref in sorted(refs)],
        )


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None
