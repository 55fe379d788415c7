"""Fixes as code actions: one for each finding, and one for all that is safe in a file."""

from collections.abc import Iterable, Mapping, Sequence

from lsprotocol import types

from reach.records.finding import Finding
from reach.records.repair import Edit, Fix
from reach.repair.apply import by_path, collide
from reach.repair.errors import CannotEdit
from reach.repair.fixes import Fixer
from reach.serve.diagnostics import diagnostic
from reach.serve.texts import Texts

FIX_ALL = "source.fixAll.reach"


def quick_fixes(
    findings: Iterable[Finding],
    fixer: Fixer,
    texts: Texts,
    versions: Mapping[str, int | None],
    changes_only: bool,
) -> list[types.CodeAction]:
    """The fixes of some findings; those without are left out."""
    found = []
    for finding in findings:
        fix = _fix(finding, fixer)
        if fix is None:
            continue
        review = f" (needs review: {'; '.join(fix.reasons)})" if fix.reasons else ""
        found.append(
            types.CodeAction(
                title=f"{fix.title}{review}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[diagnostic(finding, texts)],
                is_preferred=not fix.reasons or None,
                edit=workspace_edit([fix], texts, versions, changes_only),
            )
        )
    return found


def fix_all(
    findings: Iterable[Finding],
    fixer: Fixer,
    texts: Texts,
    versions: Mapping[str, int | None],
    changes_only: bool,
) -> types.CodeAction | None:
    """Everything that is safe; None where nothing is."""
    chosen: list[Fix] = []
    for finding in findings:
        fix = _fix(finding, fixer)
        if fix is not None and not fix.reasons and not collide(fix, chosen):
            chosen.append(fix)
    if not chosen:
        return None
    edit = workspace_edit(chosen, texts, versions, changes_only)
    return types.CodeAction("Repair all that is safe to repair", kind=FIX_ALL, edit=edit)


def workspace_edit(
    fixes: Sequence[Fix],
    texts: Texts,
    versions: Mapping[str, int | None],
    changes_only: bool,
) -> types.WorkspaceEdit:
    """Edits of several files. Documents that were changed since do not take them."""
    edits = {path: [_edit(e, texts) for e in found] for path, found in by_path(fixes).items()}
    if changes_only:
        return types.WorkspaceEdit(changes={texts.uri(path): each for path, each in edits.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(texts.uri(path), versions.get(path)),
                each,
            )
            for path, each in edits.items()
        ]
    )


def _fix(finding: Finding, fixer: Fixer) -> Fix | None:
    if finding.plan is None:
        return None
    try:
        fix = fixer.fix(finding.plan)
    except CannotEdit:
        return None
    return fix if fix.edits else None


def _edit(edit: Edit, texts: Texts) -> types.TextEdit:
    return types.TextEdit(texts.range(edit.location), edit.text)
