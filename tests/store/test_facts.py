"""Facts survive being kept: every sample file, to the last operation."""

from pathlib import Path

import pytest

from reach.discover import discover
from reach.extract.files import extract_all
from reach.extract.packed import decode, encode
from reach.records import codec
from reach.records.code import FileFacts
from reach.records.digest import digest
from reach.rules.load import load
from reach.scan import scan
from reach.store import rulesets
from reach.store.database import Database
from reach.store.facts import extracted
from tests.output.samples import HOSTILE, REPORT, hostile

SAMPLES = Path("testdata")


def quiet(message: str) -> None:
    raise AssertionError(message)


@pytest.mark.parametrize("folder", ["calls", "values", "projects/fastapi_chat"])
def test_round_trip(folder: str) -> None:
    sources = discover(SAMPLES / folder).sources
    assert sources
    for facts in extract_all(sources, 1):
        if isinstance(facts, FileFacts):
            again = decode(encode(facts))
            assert again == facts
            assert [type(o) for c in again.codes for op in c.ops for o in op] == [
                type(o) for c in facts.codes for op in c.ops for o in op
            ]


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "a.py").write_text("x = 1\n")
    (tree / "b.py").write_text("y = 2\n")
    database = Database(tmp_path / "cache", quiet)
    project = discover(tree)
    first = extracted(database, project.contents, project.sources, 1)
    (tree / "b.py").write_text("y = 3\n")
    read: list[str] = []

    def watched(sources, jobs, progress=None, packed=None):  # type: ignore[no-untyped-def]
        read.extend(source.path for source in sources)
        return extract_all(sources, jobs, progress, packed)

    monkeypatch.setattr("reach.store.facts.extract_all", watched)
    project = discover(tree)
    second = extracted(database, project.contents, project.sources, 1)
    assert read == ["b.py"]
    assert second[0] == first[0]
    assert second[1] == extract_all(project.sources, 1)[1]


def test_the_name_of_a_file_counts(tmp_path: Path) -> None:
    """The same text under another name is another module."""
    tree = tmp_path / "tree"
    (tree / "pkg").mkdir(parents=True)
    (tree / "one.py").write_text("from .x import y\n")
    database = Database(tmp_path / "cache", quiet)
    project = discover(tree)
    extracted(database, project.contents, project.sources, 1)
    (tree / "one.py").rename(tree / "pkg" / "two.py")
    project = discover(tree)
    assert extracted(database, project.contents, project.sources, 1) == extract_all(
        project.sources, 1
    )


def test_a_file_that_changes_during_the_scan_is_not_kept(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "a.py").write_text("x = 1\n")
    database = Database(tmp_path / "cache", quiet)
    project = discover(tree)
    before = dict(project.contents)
    (tree / "a.py").write_text("x = 2\n")
    extracted(database, project.contents, project.sources, 1)
    assert project.contents != before
    assert project.contents["a.py"] == digest(b"x = 2\n")
    known = dict(before)
    (tree / "a.py").write_text("x = 1\n")
    assert extracted(database, known, project.sources, 1) == extract_all(project.sources, 1)


@pytest.mark.parametrize("writable", [True, False])
def test_rulesets_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    """Beside the code, if it may be written there, otherwise in the store; and anew if damaged."""
    monkeypatch.setattr("sys.dont_write_bytecode", not writable)
    monkeypatch.setattr(rulesets, "__file__", str(tmp_path / "rulesets.py"))
    database = Database(tmp_path / "store", quiet)
    whole = load()
    for _ in range(2):
        monkeypatch.setattr(rulesets, "_LAST", {})
        assert rulesets.known(database, ()) == whole
        monkeypatch.setattr(rulesets, "_LAST", {})
        with monkeypatch.context() as patch:
            patch.setattr("reach.rules.load.load", None)
            assert rulesets.known(database, ()) == whole
        for file in tmp_path.glob("__pycache__/*"):
            file.write_bytes(file.read_bytes()[:-1])
    assert len([*tmp_path.glob("__pycache__/*")]) == writable


def test_an_installer_keeps_rulesets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs that may not write find them then, with neither a store nor anything to parse."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    monkeypatch.setattr(rulesets, "__file__", str(tmp_path / "rulesets.py"))
    monkeypatch.setattr(rulesets, "_LAST", {})
    rulesets.prepare()
    whole = load()
    monkeypatch.setattr("reach.rules.load.load", None)
    assert rulesets.known(None, ()) == whole


def test_reports_are_the_same() -> None:
    for report in (REPORT, hostile(HOSTILE[0]), scan([SAMPLES / "projects" / "fastapi_chat"])):
        again = codec.decode(codec.encode(report))
        assert again == report
        assert repr(again) == repr(report)


def test_facts_of_other_processes_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reach.extract.files.PARALLEL_FROM", 0)
    project = discover(SAMPLES / "projects" / "fastapi_chat")
    database = Database(tmp_path, quiet)
    first = extracted(database, project.contents, project.sources, 2)
    assert first == extract_all(project.sources, 1)
    monkeypatch.setattr("reach.store.facts.extract_all", lambda sources, *_: [*sources])
    assert extracted(database, project.contents, project.sources, 2) == first
