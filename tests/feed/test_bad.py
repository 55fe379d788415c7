"""Feeds that are wrong: one line with file, key and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from reach.errors import FeedError
from reach.feed import load

GOOD: dict[str, Any] = {
    "schema_version": "1.7.0",
    "id": "x_test-2026-0001",
    "modified": "2026-12-01T00:00:00Z",
    "published": "2026-11-30T00:00:00Z",
    "summary": "checkpoint that starts a shell",
    "affected": [
        {
            "package": {
                "ecosystem": "Hugging Face",
                "name": "bad-org/model",
                "purl": "pkg:huggingface/bad-org/model",
            },
            "database_specific": {"scope": "repository"},
        }
    ],
    "references": [{"type": "REPORT", "url": "https://example.com/report"}],
    "credits": [{"name": "Example Labs", "type": "FINDER"}],
    "database_specific": {"kind": "malicious"},
}


def changed(path: str, value: object) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(GOOD))
    *way, last = path.split("/")
    place: Any = document
    for part in way:
        place = place[int(part) if part.isdigit() else part]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("id", "nothing", "id: 'nothing' is malformed"),
        ("id", "", "id: is empty"),
        ("affected/0/package/name", "", "affected[1].package.name: is empty"),
        ("credits/0/name", " ", "credits[1].name: ' ' is malformed"),
        ("summray", "x", "summray: unknown key; did you mean 'summary'?"),
        ("published", "last year", "published: must be a time such as 2024-02-27T00:00:00Z"),
        ("references", None, "references: missing: say where it was reported"),
        ("credits", None, "credits: missing: say who reported it"),
        ("affected", [], "affected: missing: say which repository"),
        ("affected/0/package/ecosystem", "PyPI", "affected[1].package.ecosystem: 'PyPI' is not"),
        ("affected/0/package/purl", "pkg:huggingface/a/b", "affected[1].package.purl: 'pkg:"),
        ("affected/0/package/name", "bad-org", "affected[1].package.name: 'bad-org' is malformed"),
        (
            "affected/0/database_specific/scope",
            "repo",
            "affected[1].database_specific.scope: 'repo' is not known",
        ),
        (
            "affected/0/database_specific/scope",
            "revision",
            "affected[1].versions: belongs to the scope 'revision'",
        ),
        ("database_specific/kind", "bad", "database_specific.kind: 'bad' is not known"),
    ],
)
def test_wrong_entries(path: str, value: object, said: str, tmp_path: Path) -> None:
    file = tmp_path / "entry.json"
    file.write_text(json.dumps(changed(path, value)), "utf-8")
    with pytest.raises(FeedError) as caught:
        load([file])
    assert str(caught.value).startswith(f"{file}: {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"id": 1, "id": 2}', "no valid JSON: the key 'id' stands there twice"),
        ('{"id": "x', "no valid JSON: Unterminated string"),
        ("[]", "expected an object"),
        ('{"version": 7, "advisories": []}', "version: is 7, and this reach reads 1"),
        ('{"version": 1, "advisories": []}', "updated: missing"),
        ("[" * 100_000, "no valid JSON: "),
        ("\xff", "no valid JSON: "),
    ],
)
def test_wrong_files(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(FeedError) as caught:
        load([file])
    assert str(caught.value).startswith(f"{file}: {said}")


def test_one_entry_twice(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(GOOD), "utf-8")
    with pytest.raises(FeedError) as caught:
        load([tmp_path])
    assert "x_test-2026-0001: the advisory is there twice, in" in str(caught.value)
    assert str(tmp_path / "a.json") in str(caught.value)
    assert str(tmp_path / "b.json") in str(caught.value)


def test_a_missing_feed(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="no such file or folder"):
        load([tmp_path / "no.json"])


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_the_last_change_of_an_entry_counts(names: tuple[str, str], tmp_path: Path) -> None:
    withdrawn = changed("withdrawn", "2026-12-02T00:00:00Z")
    withdrawn["modified"] = "2026-12-02T00:00:00Z"
    for name, document in (("a.json", GOOD), ("b.json", withdrawn)):
        (tmp_path / name).write_text(json.dumps(document), "utf-8")
    found = load([tmp_path / name for name in names])
    assert [a.withdrawn for a in found.advisories if a.id == GOOD["id"]] == [True]
