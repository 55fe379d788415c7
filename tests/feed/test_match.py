"""Which advisories speak of an artifact."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reach.config import Options
from reach.discover.digests import digests
from reach.errors import FeedError
from reach.feed import Matcher
from reach.feed.compose import Report, composed, text_of
from reach.feed.load import at
from reach.records.advisory import Advisory, Affected, Feed
from reach.records.finding import Artifact, Finding
from reach.records.lock import Locked
from reach.scan import scan

BAD, OTHER = "a" * 40, "b" * 40
DIGEST = hashlib.sha256(b"weights").hexdigest()


def advisory(identifier: str, affected: Affected, withdrawn: bool = False) -> Advisory:
    return Advisory(
        id=identifier,
        summary="something bad",
        kind="malicious",
        reported="2026-01-02",
        reporters=("Labs",),
        affected=(affected,),
        references=(),
        withdrawn=withdrawn,
    )


FEED = Feed(
    (
        advisory("x-1", Affected("repository", "model", "Bad-Org/model")),
        advisory("x-2", Affected("publisher", "model", "worse")),
        advisory("x-3", Affected("revision", "model", "taken/over", (BAD,))),
        advisory("x-4", Affected("file", "model", "any/where", (), (DIGEST,))),
        advisory("x-5", Affected("repository", "dataset", "Bad-Org/data")),
        advisory("x-6", Affected("repository", "model", "forgiven/model"), withdrawn=True),
    ),
    "2026-01-02",
)
MODEL = Artifact("model", "huggingface", "", None, False, None, "unknown", None, "exact", None)


def ids(artifact: Artifact, *known: str) -> list[str]:
    return [hit.advisory.id for hit in Matcher(FEED).hits(artifact, known)]


@pytest.mark.parametrize(
    ("name", "revision", "kind", "expected"),
    [
        ("Bad-Org/model", None, "model", ["x-1"]),
        ("bad-org/MODEL", OTHER, "tokenizer", ["x-1"]),
        ("Bad-Org/model2", None, "model", []),
        ("Bad-Org/model", None, "dataset", []),
        ("Bad-Org/data", None, "dataset", ["x-5"]),
        ("Bad-Org/data", None, "model", []),
        ("worse/anything", None, "adapter", ["x-2"]),
        ("Worse/data", None, "dataset", ["x-2"]),
        ("worse-not/anything", None, "model", []),
        ("taken/over", BAD, "model", ["x-3"]),
        ("taken/over", OTHER, "model", []),
        ("taken/over", None, "model", []),
        ("forgiven/model", None, "model", []),
        ("worse", None, "model", []),
    ],
)
def test_names(name: str, revision: str | None, kind: str, expected: list[str]) -> None:
    artifact = replace(MODEL, id=name, revision=revision, pinned=revision is not None, type=kind)
    assert ids(artifact) == expected


def test_other_hubs_have_other_owners() -> None:
    assert ids(replace(MODEL, id="worse/model", hub="torchhub")) == []
    assert ids(replace(MODEL, id="worse/model", hub="local")) == []


def test_digests_of_files_match_wherever_they_lie() -> None:
    assert ids(replace(MODEL, id="weights.bin", hub="local"), DIGEST) == ["x-4"]
    assert ids(replace(MODEL, id="weights.bin", hub="local"), "0" * 64) == []


def test_digests_are_of_files_below_the_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "models").mkdir(parents=True)
    (root / "models" / "a.bin").write_bytes(b"weights")
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'1' * 64}\nsize 7\n"
    (root / "models" / "b.bin").write_text(pointer, "utf-8")
    (tmp_path / "secret.bin").write_bytes(b"weights")
    (root / "out").symlink_to(tmp_path)
    assert list(digests(root, "models")) == [DIGEST, "1" * 64]
    assert list(digests(root, "./models/b.bin")) == ["1" * 64]
    for name in ("../secret.bin", "out/secret.bin", str(tmp_path / "secret.bin"), "no", ".", "\0"):
        assert list(digests(root, name)) == [], name


CODE = f'''\
import torch
from flask import Flask
from transformers import AutoModel, AutoTokenizer

app = Flask(__name__)


def load(name):
    return AutoModel.from_pretrained(name, revision="{BAD}", use_safetensors=True)


@app.post("/chat")
def chat():
    return load("worse/one"), load("good/two")


def _unused():
    return AutoTokenizer.from_pretrained("Bad-Org/model", revision="{OTHER}")


def local():
    return torch.load("weights.bin", weights_only=True)
'''


def scanned(folder: Path, *documents: dict[str, object]) -> list[Finding]:
    (folder / "feed").mkdir()
    for number, document in enumerate(documents):
        (folder / "feed" / f"{number}.json").write_text(text_of(document), "utf-8")
    (folder / "app.py").write_text(CODE, "utf-8")
    (folder / "weights.bin").write_bytes(b"weights")
    report = scan([folder], Options(jobs=1, feeds=(folder / "feed",)))
    return [f for f in report.findings if f.rule == "compromised-model"]


def document(*names: str) -> dict[str, object]:
    day = date(2026, 3, 4)
    report = Report(
        names, "opens a shell", "Labs", "https://example.com/r", "malicious", "model", day
    )
    return composed(report, day)


def test_a_hit_has_severity_10_whatever_the_grade(tmp_path: Path) -> None:
    found = scanned(
        tmp_path, document("worse/*"), document("Bad-Org/model"), document(f"x/y#sha256:{DIGEST}")
    )
    told = {f.location.line: (f.grade, f.severity, [a.id for a in f.artifacts]) for f in found}
    assert told == {
        9: ("exposed", 10.0, ["worse/one"]),
        18: ("dormant", 10.0, ["Bad-Org/model"]),
        22: ("public", 10.0, ["weights.bin"]),
    }


def test_a_hit_says_who_and_when_and_on_which_way(tmp_path: Path) -> None:
    finding = next(f for f in scanned(tmp_path, document("worse/*")))
    assert finding.message.startswith(
        "POST /chat loads worse/one of the publisher worse with AutoModel.from_pretrained, "
        "reported by Labs on 2026-03-04: opens a shell (x_own-2026-"
    )
    assert [(s.location.line, s.function) for s in finding.witnesses[0].chain] == [
        (14, "app.chat"),
        (9, "app.load"),
    ]
    assert [a.id for a in finding.witnesses[0].artifacts] == ["worse/one"]
    assert "https://example.com/r" in finding.conditions[0]


def test_an_added_advisory_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(text_of(document("a/b", f"c/d@{BAD}", "e/*", f"f/g#sha256:{DIGEST}")), "utf-8")
    affected = at(file).advisories[0].affected
    assert [(a.scope, a.name) for a in affected] == [
        ("repository", "a/b"),
        ("revision", "c/d"),
        ("publisher", "e"),
        ("file", "f/g"),
    ]
    assert affected[1].revisions == (BAD,)
    assert affected[3].sha256 == (DIGEST,)


PROJECT = Path(__file__).parents[2] / "testdata" / "feed" / "project"


def test_commands_addresses_and_downloads() -> None:
    """The dataset is no model of the same name: line 10 is reported, line 11 is not."""
    found = scan([PROJECT], Options(jobs=1)).findings
    told = {
        (f.location.path, f.location.line): (f.artifacts[0].id, f.conditions[0].split(":")[0])
        for f in found
        if f.rule == "compromised-model"
    }
    assert told == {
        ("Dockerfile", 2): ("zpbrent/RagReuse", "feed entry x_reach-2024-0003"),
        ("Dockerfile", 3): ("mcpotato/43-eicar-street", "feed entry x_reach-2021-0001"),
        ("Dockerfile", 4): ("glockr1/ballr7", "feed entry x_reach-2025-0001"),
        ("app.py", 10): ("mcpotato/43-eicar-street", "feed entry x_reach-2021-0001"),
        ("app.py", 12): ("open-oss/privacy-filter", "feed entry x_reach-2026-0001"),
        ("app.py", 13): ("open-oss/privacy-filter", "feed entry x_reach-2026-0001"),
        ("app.py", 14): ("star23/sm-1", "feed entry x_reach-2024-0002"),
        ("app.py", 15): ("EleuterAI/gpt-j-6b", "feed entry x_reach-2023-0001"),
    }


def test_code_scanning_reads_the_same_severity_at_every_grade() -> None:
    from reach.judge.severity import severity_of
    from reach.records.finding import GRADES
    from reach.rules import load

    rules = {rule.id: rule for rule in load().rules}
    assert {severity_of(rules["compromised-model"], grade) for grade in GRADES} == {10.0}
    assert severity_of(rules["pin-required"], "dormant") < 2


def hijacked(**days: str) -> dict[str, object]:
    """An advisory about a name that was in wrong hands for a while."""
    made = document("worse/one")
    times = {key: f"{day}T00:00:00Z" for key, day in days.items()}
    made["affected"][0]["database_specific"] |= times  # type: ignore[index]
    return made


def test_a_hit_says_when_the_name_was_in_wrong_hands(tmp_path: Path) -> None:
    (finding,) = scanned(tmp_path, hijacked(valid_from="2026-02-27", valid_to="2026-03-02"))
    assert "; that is about what was there from 2026-02-27 to 2026-03-02." in finding.message
    assert finding.conditions[0].startswith("feed entry x_own-2026-")
    assert " (from 2026-02-27 to 2026-03-02): https://" in finding.conditions[0]


@pytest.mark.parametrize(
    ("asked", "modified", "hit"),
    [
        (None, "2026-02-26T23:59:59Z", False),
        (None, "2026-02-27T00:00:00Z", True),
        (None, "2026-03-02T10:00:00Z", True),
        (None, "2026-03-03T00:00:00Z", False),
        (OTHER, "2026-02-26T00:00:00Z", False),
        (OTHER, "2026-03-03T00:00:00Z", True),  # of the repository, not of this commit
        (None, None, True),
    ],
)
def test_what_was_locked_before_or_after_is_not_meant(
    tmp_path: Path, asked: str | None, modified: str | None, hit: bool
) -> None:
    file = tmp_path / "a.json"
    file.write_text(text_of(hijacked(valid_from="2026-02-27", valid_to="2026-03-02")), "utf-8")
    locked = Locked("model", "worse/one", asked, BAD, "worse/one", "worse", modified=modified)
    artifact = replace(MODEL, id="worse/one", revision=asked, pinned=asked is not None)
    assert bool(Matcher(at(file)).hits(artifact, (), BAD, locked)) is hit
    assert Matcher(at(file)).hits(artifact)


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("a/b", {"valid_from": "2026-03-02", "valid_to": "2026-03-01"}, "is before valid_from"),
        (f"a/b@{BAD}", {"valid_to": "2026-03-01"}, "belongs to the scopes"),
        ("a/b", {"valid_from": "yesterday"}, "must be a time such as"),
    ],
)
def test_days_that_mean_nothing(tmp_path: Path, name: str, days: dict[str, str], said: str) -> None:
    made = document(name)
    times = {k: f"{v}T00:00:00Z" if v[0].isdigit() else v for k, v in days.items()}
    made["affected"][0]["database_specific"] |= times  # type: ignore[index]
    file = tmp_path / "a.json"
    file.write_text(text_of(made), "utf-8")
    with pytest.raises(FeedError, match=f"a.json.*valid_.*{said}"):
        at(file)
