"""Gathers what one manifest says, in order."""

from collections.abc import Iterable

from reach.discover.found import Found
from reach.records.project import Requirement, ScriptDeclaration, Skipped


def found(
    items: Iterable[Requirement | ScriptDeclaration | Skipped], roots: Iterable[str | None] = ()
) -> Found:
    """Sort mixed results of a manifest into their fields."""
    every = list(items)
    return Found(
        scripts=tuple(item for item in every if isinstance(item, ScriptDeclaration)),
        requirements=tuple(item for item in every if isinstance(item, Requirement)),
        skipped=tuple(item for item in every if isinstance(item, Skipped)),
        roots=tuple(root for root in roots if root is not None),
    )
