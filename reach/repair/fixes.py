"""The plans of a report's findings -> the edits of files that carry them out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reach.records.content import content
from reach.records.finding import Finding, Report
from reach.records.repair import (
    PIN,
    CallInstead,
    Change,
    Edit,
    Fix,
    Plan,
    SetArgument,
    SetLiteral,
    Span,
)
from reach.repair.errors import CannotEdit
from reach.repair.notebooks import Notebook
from reach.repair.pins import Pins
from reach.repair.texts import Text

Files = Callable[[str], bytes | None]
"""The bytes of a file of the tree; None where there are none."""


class Fixer:
    """Turns plans into edits; each file is read once."""

    def __init__(self, files: Files, pins: Pins) -> None:
        self._files = files
        self._pins = pins
        self._texts: dict[str, Text | Notebook] = {}

    def text(self, path: str) -> Text | Notebook:
        """A file that is to be edited."""
        if path not in self._texts:
            raw = self._files(path)
            if raw is None:
                raise CannotEdit("the file cannot be read")
            kind = Notebook if path.endswith(".ipynb") else Text
            try:
                self._texts[path] = kind(path, raw)
            except (ValueError, LookupError):
                raise CannotEdit("the file cannot be read") from None
        return self._texts[path]

    def fix(self, *plans: Plan) -> Fix:
        """The edits of one plan, or of several that change one call."""
        edits: list[Edit] = []
        imports: dict[str, dict[tuple[str, str | None], None]] = {}
        calls: dict[Span, dict[SetArgument | CallInstead, None]] = {}
        changes = [self.pinned(change, plan) for plan in plans for change in plan.changes]
        for change in dict.fromkeys(changes):
            if isinstance(change, SetLiteral):
                edits += self.literal(change)
            else:
                calls.setdefault(change.call, {})[change] = None
        for call, here in calls.items():
            edits += self.call(call, list(here), imports)
        for path, wanted in imports.items():
            edits += self.imports(path, list(wanted))
        edits = list(dict.fromkeys(edit for edit in edits if _changes(edit)))
        title = "; ".join(dict.fromkeys(plan.title for plan in plans))
        reasons = dict.fromkeys(reason for plan in plans for reason in self._pins.reasons(plan))
        return Fix(title, tuple(reasons), tuple(sorted(edits)))

    def pinned(self, change: Change, plan: Plan) -> Change:
        """A change with the commit that it asks for."""
        if isinstance(change, CallInstead) or change.value != PIN or plan.pin is None:
            return change
        commit = self._pins.commit(plan.pin)
        if commit is None:
            raise CannotEdit(f"no commit of {plan.pin.id} is given or locked")
        return replace(change, value=f'"{commit}"')

    def literal(self, change: SetLiteral) -> list[Edit]:
        """Another constant in the place of one."""
        file = self.text(change.span.path)
        code = file.code.decode("utf-8")
        start = file.at(change.span.start)
        old = next((o for o in _spellings(change.old) if code.startswith(o, start)), None)
        if old is None:
            raise CannotEdit("the constant is not written in the usual way")
        return file.edits(start, start + len(old), change.value)

    def call(
        self,
        call: Span,
        changes: list[SetArgument | CallInstead],
        imports: dict[str, dict[tuple[str, str | None], None]],
    ) -> list[Edit]:
        """A call with all its changes; only what differs is replaced."""
        from reach.repair.calls import changed_call, imports_of

        file = self.text(call.path)
        old = file.slice(call.start, call.end)
        for change in changes:
            needed = imports_of(old, change) if isinstance(change, CallInstead) else None
            if needed is not None:
                imports.setdefault(call.path, {})[needed] = None
        new = changed_call(old, changes, file.newline)
        return _difference(file, file.at(call.start), old, new)

    def imports(self, path: str, wanted: list[tuple[str, str | None]]) -> list[Edit]:
        """The imports that the changes of a file need."""
        from reach.repair.imports import with_imports

        file = self.text(path)
        code = file.code.decode("utf-8")
        return _difference(file, 0, code, with_imports(code, wanted))


def fix_of(plan: Plan, files: Files, pins: Pins) -> Fix | str:
    """The edits of one plan, or why there are none."""
    try:
        return Fixer(files, pins).fix(plan)
    except CannotEdit as reason:
        return str(reason)


def with_fixes(report: Report, files: Files, pins: Pins) -> Report:
    """A report whose findings say how they can be repaired."""
    fixer = Fixer(files, pins)
    return replace(report, findings=tuple(_repaired(each, fixer) for each in report.findings))


def _repaired(finding: Finding, fixer: Fixer) -> Finding:
    if finding.plan is None:
        return finding
    try:
        fix = fixer.fix(finding.plan)
    except CannotEdit as reason:
        return replace(finding, unrepaired=str(reason))
    return replace(finding, edits=fix) if fix.edits else finding


def reader(root: Path) -> Files:
    """Reads files below a root."""
    folder = root if root.is_dir() else root.parent

    def read(path: str) -> bytes | None:
        try:
            return content(folder / path)
        except OSError:
            return None

    return read


def _difference(file: Text | Notebook, start: int, old: str, new: str) -> list[Edit]:
    """The edit of what differs between two texts, in whole words."""
    if old == new:
        return []
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    while head and _word(old[head - 1]) and _begins(old, new, head, tail):
        head -= 1
    while tail and _word(old[-tail]) and _ends(old, new, head, tail):
        tail -= 1
    text = new[head : len(new) - tail]
    return file.edits(start + head, start + len(old) - tail, text)


def _begins(old: str, new: str, head: int, tail: int) -> bool:
    """Whether what is taken out or put in begins within a word."""
    changed = old[head : len(old) - tail][:1] + new[head : len(new) - tail][:1]
    return any(map(_word, changed))


def _ends(old: str, new: str, head: int, tail: int) -> bool:
    changed = old[head : len(old) - tail][-1:] + new[head : len(new) - tail][-1:]
    return any(map(_word, changed))


def _word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _changes(edit: Edit) -> bool:
    return edit.start != edit.end or bool(edit.text)


def _spellings(value: object) -> list[str]:
    """How a constant may be written: a name, a number, or a text in quotes."""
    if not isinstance(value, str):
        return [repr(value)]
    return [f"{quote}{value}{quote}" for quote in ("'", '"', "'''", '"""') if "\\" not in value]
