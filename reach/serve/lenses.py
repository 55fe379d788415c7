"""Above each entry point: how much it reaches."""

from collections import Counter

from lsprotocol import types

from reach.output.phrases import counted
from reach.records.finding import Artifact, Location, Report
from reach.serve.texts import Texts

COMMAND = "reach.models"
"""Tells which ones, when a lens is clicked."""


def lenses(report: Report, texts: Texts, path: str) -> list[types.CodeLens]:
    """The lenses of one file."""
    found: dict[Location, dict[str, dict[tuple[str, str], Artifact]]] = {}
    for load in report.loads:
        for use in load.uses:
            for entry in use.entry_points:
                if entry.location.path == path and entry.location.cell is None:
                    artifact = use.artifact
                    names = found.setdefault(entry.location, {}).setdefault(entry.name, {})
                    names[artifact.type, artifact.id] = artifact
    return [
        types.CodeLens(texts.range(where), _command(name, list(artifacts.values())))
        for where, entries in sorted(found.items())
        for name, artifacts in sorted(entries.items())
    ]


def _command(name: str, artifacts: list[Artifact]) -> types.Command:
    kinds = Counter(artifact.type for artifact in artifacts)
    parts = [counted(number, kind, _MANY.get(kind, "")) for kind, number in sorted(kinds.items())]
    ids = sorted(artifact.id for artifact in artifacts)
    return types.Command(f"reaches {', '.join(parts)}", COMMAND, arguments=[name, *ids])


_MANY = {"code": "pieces of code"}
