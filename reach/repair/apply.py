"""Edits -> the files as they are afterwards."""

import ast
import warnings
from collections.abc import Iterable, Sequence

from reach.records.repair import Edit, Fix
from reach.repair.errors import CannotEdit
from reach.repair.fixes import Fixer


def by_path(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """The edits of each file, each once, in order."""
    found: dict[str, set[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            found.setdefault(edit.location.path, set()).add(edit)
    return {path: sorted(edits, key=lambda e: (e.start, e.end)) for path, edits in found.items()}


def collide(fix: Fix, others: Iterable[Fix]) -> bool:
    """Whether a fix changes what others change too, in another way."""
    known = [edit for other in others for edit in other.edits]
    return any(_overlap(mine, edit) for mine in fix.edits for edit in known if edit != mine)


def _overlap(one: Edit, other: Edit) -> bool:
    if one.location.path != other.location.path:
        return False
    return one.start <= other.end and other.start <= one.end


def applied(text: str, edits: Sequence[Edit]) -> str:
    """A text after its edits, which are in order and do not overlap."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))


def moved(at: int, edits: Sequence[Edit]) -> int:
    """Where a place of the text is after its edits."""
    shift = 0
    for edit in edits:
        if at <= edit.start:
            break
        shift += len(edit.text) - (min(at, edit.end) - edit.start)
        if at < edit.end:
            return edit.start + shift
    return at + shift


def unmoved(at: int, edits: Sequence[Edit]) -> int:
    """Where a place of the text was before its edits."""
    shift = 0
    for edit in edits:
        if at <= edit.start + shift:
            break
        if at < edit.start + shift + len(edit.text):
            return edit.start
        shift += len(edit.text) - (edit.end - edit.start)
    return at - shift


def written(fixer: Fixer, path: str, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file after its edits. Raises CannotEdit where Python would not read it."""
    file = fixer.text(path)
    text = applied(file.text, edits)
    if path.endswith(".py") and _is_python(file.text) and not _is_python(text):
        raise CannotEdit("the file would not be Python any more")
    return file.bytes_of(text)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
