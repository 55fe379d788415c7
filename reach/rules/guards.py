"""Turns `[[guards]]` into records."""

from collections.abc import Iterator, Mapping

from reach.records.rule import Guard, Rule
from reach.rules.parse import ID, NAME, PARAMETER, SUFFIX, condition, expression
from reach.rules.table import Table, suggestion

FORMS = (
    "call",
    "within",
    "written",
    "listed",
    "suffix",
    "pattern",
    "digest",
    "override",
    "argument",
    "switch",
    "refused",
    "targets",
)
RESULT = r"\(\)|[A-Za-z_]\w*"
"""A part of a result, or the whole."""
PARTS = ("identifier", "file", "revision")


def guards_of(table: Table, rules: Mapping[str, Rule]) -> Iterator[Guard]:
    """The guards of a file."""
    for entry in table.tables("guards"):
        form = entry.choice("form", FORMS)
        guard = Guard(
            id=entry.text("id", pattern=ID),
            title=entry.text("title", pattern=r"[^.]+(\.[^.\s]+)*[^.]*"),
            form=form,
            lowers=_lowers(entry, rules),
            looks_at=entry.optional("looks_at", ID) or "",
            names=entry.texts("names", NAME),
            good=entry.texts("good", RESULT),
            bad=entry.texts("bad", RESULT),
            anywhere=entry.flag("anywhere") or False,
            keyed=entry.flag("keyed") or False,
            recorded=entry.flag("recorded") or False,
            optional=entry.flag("optional") or False,
            on=entry.choices("on", PARTS) or PARTS[:2],
            suffixes=entry.texts("suffixes", SUFFIX),
            expression=expression(entry, "expression"),
            method=entry.optional("method", PARAMETER),
            when=tuple(condition(when) for when in entry.tables("when")),
        )
        for key in _NEEDED[form]:
            if not getattr(guard, key):
                entry.fail(key, f"missing, the form {form!r} needs it")
        entry.close()
        yield guard


_NEEDED = {
    "call": ("names",),
    "within": ("names",),
    "written": ("names",),
    "listed": (),
    "suffix": ("suffixes",),
    "pattern": ("expression",),
    "digest": ("names",),
    "override": ("names", "method"),
    "argument": ("when",),
    "switch": ("expression",),
    "refused": (),
    "targets": ("expression",),
}
"""What a guard of each form cannot do without."""


def _lowers(table: Table, rules: Mapping[str, Rule]) -> tuple[tuple[str, float], ...]:
    values = table.raw("lowers")
    if not isinstance(values, dict) or not values:
        table.fail("lowers", "must be a table of rules")
    for rule, share in values.items():
        if rule not in rules:
            table.fail("lowers", f"{rule!r} is not known{suggestion(rule, rules)}")
        if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
            table.fail("lowers", f"{rule} must be a number from 0 to 1")
    return tuple((rule, float(share)) for rule, share in values.items())


def exits_of(table: Table) -> tuple[str, ...]:
    """Callables that never return."""
    return table.texts("exits", NAME)


def programs_of(table: Table) -> tuple[str, ...]:
    """Callables that a module only calls at its top if it is a program."""
    return table.texts("programs", NAME)
