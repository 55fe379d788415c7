"""The edits that repair a finding, as SARIF fixes."""

from typing import Any

import sarif_om as om

from reach.output.sarif.messages import literal
from reach.output.sarif.places import Places
from reach.records.finding import Finding
from reach.records.repair import Edit, Fix


def fixes(finding: Finding, places: Places) -> list[Any] | None:
    """The one fix of a finding; None where there is none."""
    fix = finding.edits
    if fix is None:
        return None
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.location.path, []).append(edit)
    changes = [
        om.ArtifactChange(
            artifact_location=places.artifact(path),
            replacements=[
                om.Replacement(
                    deleted_region=places.region(edit.location),
                    inserted_content=om.ArtifactContent(text=edit.text) if edit.text else None,
                )
                for edit in edits
            ],
        )
        for path, edits in sorted(by_path.items())
    ]
    return [om.Fix(description=om.Message(text=_description(fix)), artifact_changes=changes)]


def _description(fix: Fix) -> str:
    if not fix.reasons:
        return literal(f"{fix.title}.")
    return literal(f"{fix.title}. Needs review: {'; '.join(fix.reasons)}.")
