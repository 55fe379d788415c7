"""An advisory in the Open Source Vulnerability format -> a record.

The format has no ecosystem for model hubs, so ours is `Hugging Face`. What a package URL cannot
say stands in `affected[].database_specific`: `scope` (what is meant), `type` (`model`, `dataset`
or `code`), `sha256` (digests of files), `valid_from` and `valid_to` (when a name that was taken
over held what is meant). A publisher is written as the name `owner/*`.
"""

from reach.feed.documents import inner
from reach.later import regex
from reach.records.advisory import KINDS, SCOPES, Advisory, Affected
from reach.rules.table import Table

ECOSYSTEM = "Hugging Face"
TYPES = ("model", "dataset", "code")

_ID = r"[A-Za-z0-9]+(_[A-Za-z0-9]+)?(-[A-Za-z0-9.]+)+"
_DATE = regex(r"(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?Z")
_PART = r"[A-Za-z0-9](?:[\w.-]{0,94}\w)?"
_REPOSITORY = rf"{_PART}/{_PART}"
_PURL = regex(rf"pkg:huggingface/({_REPOSITORY})(?:@[0-9a-f]{{40}})?")
_IGNORED = ("schema_version", "aliases", "related", "severity", "details")
"""Keys of the format that a match does not need."""


def advisory(table: Table) -> Advisory:
    """Read one advisory; whatever it has that is not understood is an error."""
    for key in _IGNORED:
        table.raw(key)
    date(table, "modified")
    modified = table.text("modified")
    own = inner(table, "database_specific")
    found = Advisory(
        id=_needed(table, "id", _ID),
        summary=_needed(table, "summary", r"[^\n]{1,200}[^.\n]"),
        kind=own.choice("kind", KINDS),
        reported=date(table, "published") if table.has("published") else "",
        reporters=_reporters(table),
        affected=tuple(_affected(each) for each in table.tables("affected")),
        references=_references(table),
        modified=modified,
        withdrawn=table.has("withdrawn"),
        source=table.where,
    )
    table.raw("withdrawn")
    own.text("status", "")
    own.close()
    table.close()
    if not found.affected:
        table.fail("affected", "missing: say which repository, publisher or file is meant")
    if not found.references:
        table.fail("references", "missing: say where it was reported")
    if not found.reporters:
        table.fail("credits", "missing: say who reported it")
    return found


def _needed(table: Table, key: str, pattern: str) -> str:
    """A text that must not be empty."""
    text = table.text(key, pattern=pattern)
    return text or table.fail(key, "is empty")


def date(table: Table, key: str) -> str:
    """The day of a time in UTC, as the format writes it."""
    match = _DATE.fullmatch(table.text(key))
    if match is None:
        table.fail(key, "must be a time such as 2024-02-27T00:00:00Z")
    return match[1]


def _reporters(table: Table) -> tuple[str, ...]:
    names = []
    for entry in table.tables("credits"):
        names.append(_needed(entry, "name", r".*\S.*"))
        entry.text("type", "")
        entry.raw("contact")
        entry.close()
    return tuple(names)


def _references(table: Table) -> tuple[str, ...]:
    urls = []
    for entry in table.tables("references"):
        urls.append(_needed(entry, "url", r"https?://\S+"))
        entry.text("type")
        entry.close()
    return tuple(urls)


def _affected(table: Table) -> Affected:
    package, own = inner(table, "package"), inner(table, "database_specific")
    package.choice("ecosystem", (ECOSYSTEM,))
    scope = own.choice("scope", SCOPES)
    name = _needed(package, "name", rf"{_PART}/\*" if scope == "publisher" else _REPOSITORY)
    kind = own.choice("type", TYPES, "model")
    purl = package.text("purl", "")
    if purl and ((match := _PURL.fullmatch(purl)) is None or match[1] != name or kind != "model"):
        package.fail("purl", f"{purl!r} is no package URL of the model {name}")
    found = Affected(
        scope=scope,
        type=kind,
        name=name.removesuffix("/*"),
        revisions=table.texts("versions", r"[0-9a-f]{40}"),
        sha256=own.texts("sha256", r"[0-9a-f]{64}"),
        valid_from=date(own, "valid_from") if own.has("valid_from") else "",
        valid_to=date(own, "valid_to") if own.has("valid_to") else "",
    )
    if found.days and scope not in ("repository", "publisher"):
        own.fail("valid_from", "belongs to the scopes 'repository' and 'publisher'")
    if found.valid_to and found.valid_to < found.valid_from:
        own.fail("valid_to", f"is before valid_from, {found.valid_from}")
    if (scope == "revision") != bool(found.revisions):
        table.fail("versions", "belongs to the scope 'revision', which needs it")
    if (scope == "file") != bool(found.sha256):
        own.fail("sha256", "belongs to the scope 'file', which needs it")
    for each in (package, own, table):
        each.close()
    return found
