"""Make advisories and bundles: what `reach feed add` and `reach feed export` write."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from reach.errors import FeedError
from reach.feed.advisory import ECOSYSTEM, advisory
from reach.feed.documents import read, table
from reach.feed.load import BUNDLE_VERSION, HEAD
from reach.later import regex
from reach.records.advisory import Advisory
from reach.records.record import dataclass

_NAME = regex(r"(?:pkg:huggingface/)?([\w.-]+)/([\w.-]+|\*)(?:@([0-9a-f]{40}))?")


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody has to say to add an advisory."""

    names: Sequence[str]
    """`owner/name`, `owner/name@commit`, `owner/*` or `sha256:...`."""
    summary: str
    reporter: str
    reference: str
    kind: str
    type: str
    reported: date | None


def composed(report: Report, today: date) -> dict[str, object]:
    """An advisory in the format of the feed, checked as if it were read."""
    key = "\n".join((*sorted(report.names), report.summary, report.reporter))
    document: dict[str, object] = {
        "schema_version": "1.7.0",
        "id": f"x_own-{today.year}-{hashlib.sha256(key.encode()).hexdigest()[:8]}",
        "modified": f"{today.isoformat()}T00:00:00Z",
        "summary": report.summary.rstrip("."),
        "affected": [_affected(name, report.type) for name in report.names],
        "references": [{"type": "REPORT", "url": report.reference}],
        "credits": [{"name": report.reporter, "type": "REPORTER"}],
        "database_specific": {"kind": report.kind},
    }
    if report.reported is not None:
        document["published"] = f"{report.reported.isoformat()}T00:00:00Z"
    checked(document, "the new advisory")
    return document


def checked(document: dict[str, object], where: str) -> Advisory:
    """The advisory that a document holds; an error where it holds none."""
    return advisory(table(document, where))


def _affected(name: str, kind: str) -> dict[str, object]:
    own: dict[str, object] = (
        {"scope": "repository"} if kind == "model" else {"scope": "repository", "type": kind}
    )
    digest = re.fullmatch(r"(.+)#sha256:([0-9a-f]{64})", name)
    match = _NAME.fullmatch(digest[1] if digest else name)
    if match is None:
        raise FeedError(
            f"{name}: expected owner/name, owner/name@COMMIT, owner/name#sha256:DIGEST or owner/*"
        )
    owner, repository, revision = match.groups()
    package: dict[str, object] = {"ecosystem": ECOSYSTEM, "name": f"{owner}/{repository}"}
    found: dict[str, object] = {"package": package, "database_specific": own}
    if repository == "*":
        own.update(scope="publisher")
        own.pop("type", None)
    elif kind == "model":
        package["purl"] = f"pkg:huggingface/{owner}/{repository}"
    if digest:
        own.update(scope="file", sha256=[digest[2]])
    elif revision:
        own.update(scope="revision")
        found["versions"] = [revision]
    return found


def bundled(sources: Iterable[Path], updated: str) -> str:
    """All advisories of folders, bundles and files as the text of one bundle."""
    documents: dict[str, dict[str, object]] = {}
    for path in sources:
        files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        for file in [f for f in files if f.name != HEAD]:
            value = read(file)
            inner = value["advisories"] if isinstance(value.get("advisories"), list) else [value]
            for each in inner if isinstance(inner, list) else ():
                documents[checked(dict(each), str(file)).id] = each
    whole = {
        "version": BUNDLE_VERSION,
        "updated": f"{updated}T00:00:00Z",
        "advisories": [document for _, document in sorted(documents.items())],
    }
    return text_of(whole)


def text_of(document: dict[str, object]) -> str:
    """A document as it is written to a file."""
    return json.dumps(document, indent=2) + "\n"
