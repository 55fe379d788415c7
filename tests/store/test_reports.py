"""A scan of what has not changed takes the report of the last one, and nothing else does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reach.cli import run

SAMPLE = Path("testdata/projects/fastapi_chat")
TRAINING = Path("testdata/lineage/adapter")

LOADER = """\
import json
from transformers import AutoModel

with open("config/{name}.json") as stream:
    settings = json.load(stream)

AutoModel.from_pretrained(settings["model"])
AutoModel.from_pretrained("models/local")
"""

Scan = Callable[..., dict[str, object]]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    (tree / "config").mkdir(parents=True)
    (tree / "main.py").write_text(LOADER.replace("{name}", "settings"))
    (tree / "config" / "settings.json").write_text('{"model": "org/first"}')
    return tree


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scan:
    monkeypatch.delenv("REACH_NO_CACHE")
    monkeypatch.setenv("REACH_CACHE_DIR", str(tmp_path / "cache"))

    def go(tree: Path, *options: str) -> dict[str, object]:
        out = tmp_path / "out.json"
        run(["scan", str(tree), "--format", "json", "-o", str(out), "--jobs", "1", *options])
        found = json.loads(out.read_text())
        assert isinstance(found, dict)
        return found

    return go


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One item for each time that a tree was really scanned."""
    from reach import stages

    times: list[int] = []
    original = stages.scan_tree

    def counted(*arguments: object, **named: object) -> object:
        times.append(1)
        return original(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(stages, "scan_tree", counted)
    return times


def identifiers(report: dict[str, object]) -> set[str]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return {a["id"] for f in findings for a in f["artifacts"]}


def test_the_second_scan_is_the_first(scan: Scan, scanned: list[int]) -> None:
    first = scan(SAMPLE)
    assert scan(SAMPLE) == first
    assert len(scanned) == 1
    assert first["findings"]


def test_what_is_loaded_comes_from_the_store_too(
    scanned: list[int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The inventory, and a bill of materials that a scan writes."""
    monkeypatch.delenv("REACH_NO_CACHE")
    command = ["models", str(TRAINING), "--cache-dir", str(tmp_path), "--format=cyclonedx"]
    shown = []
    for each in (command, command, ["scan", "--fail-on=never", *command[1:]]):
        assert run(each) == 0
        shown.append(capsys.readouterr().out)
    assert len(scanned) == 1
    assert shown[0] == shown[1] == shown[2]
    assert "acme/chat-7b-polite" in shown[0]


def test_a_copy_elsewhere_is_the_same(scan: Scan, scanned: list[int], tree: Path) -> None:
    """The place of a tree does not matter, nor when its files were written."""
    scan(tree)
    other = tree.with_name("other")
    shutil.copytree(tree, other)
    assert identifiers(scan(other)) == {"org/first", "models/local"}
    assert len(scanned) == 1


def test_a_changed_file_of_the_same_size(scan: Scan, scanned: list[int], tree: Path) -> None:
    scan(tree)
    (tree / "main.py").write_text((tree / "main.py").read_text().replace("local", "l0cal"))
    assert "models/l0cal" in identifiers(scan(tree))
    assert len(scanned) == 2


def test_a_changed_file_that_the_code_names(scan: Scan, tree: Path) -> None:
    assert "org/first" in identifiers(scan(tree))
    (tree / "config" / "settings.json").write_text('{"model": "org/other"}')
    assert "org/other" in identifiers(scan(tree))


def test_an_ignored_file_that_the_code_names(scan: Scan, tree: Path) -> None:
    (tree / ".gitignore").write_text("config/\n")
    assert "org/first" in identifiers(scan(tree))
    (tree / "config" / "settings.json").write_text('{"model": "org/other"}')
    assert "org/other" in identifiers(scan(tree))
    (tree / "config" / "settings.json").unlink()
    assert "org/other" not in identifiers(scan(tree))


def test_a_folder_that_the_code_names(scan: Scan, scanned: list[int], tree: Path) -> None:
    """An ignored folder makes a local path of a name."""
    (tree / ".gitignore").write_text("models/\n")
    before = scan(tree)
    (tree / "models" / "local").mkdir(parents=True)
    after = scan(tree)
    assert len(scanned) == 2
    assert before != after


@pytest.mark.parametrize(
    ("options", "again"),
    [
        (["--exclude", "config"], True),
        (["--min-grade", "deployed"], True),
        (["--rules", "extra.toml"], True),
        (["--verbose"], False),
        (["--fail-on", "never"], False),
    ],
)
def test_options(
    scan: Scan,
    scanned: list[int],
    tree: Path,
    options: list[str],
    again: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan(tree)
    monkeypatch.chdir(tree.parent)
    (tree.parent / "extra.toml").write_text("")
    scan(tree, *options)
    assert len(scanned) == 1 + again


def test_no_cache(scan: Scan, scanned: list[int], tree: Path) -> None:
    scan(tree)
    scan(tree, "--no-cache")
    assert len(scanned) == 2


def test_a_tree_cannot_say_where_results_are_kept(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "reach.toml").write_text('cache-dir = "here"\n')
    assert run(["scan", str(tree)]) == 2
    assert "unknown key 'cache-dir'" in capsys.readouterr().err


def test_no_place_to_keep_anything(
    scan: Scan, tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("a file")
    assert "org/first" in identifiers(scan(tree))
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "cache" in line] == said
    assert len(said) == 1


def test_weights_of_the_same_size_are_read_again(tree: Path, scan: Scan) -> None:
    (tree / "models").mkdir()
    weights = tree / "models" / "head.safetensors"
    (tree / "head.py").write_text(
        "from safetensors.torch import load_file\n\nload_file('models/head.safetensors')\n"
    )

    def disguised() -> list[object]:
        findings = scan(tree)["findings"]
        assert isinstance(findings, list)
        return [f["location"]["line"] for f in findings if f["rule"] == "disguised-artifact"]

    weights.write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    assert disguised() == []
    weights.write_bytes(b"\x80\x02}q\0........."[:10])
    assert disguised() == [3]


def test_a_suppression_ends(
    scan: Scan, scanned: list[int], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (tree / "main.py").read_text()
    comment = "  # reach: ignore[unpinned-hub-download] until 2026-01-31 moved next month"
    (tree / "main.py").write_text(text.replace('("models/local")', f'("org/third"){comment}'))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    first = scan(tree)
    assert scan(tree) == first
    assert len(scanned) == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1771000000")  # 2026-02-13
    scan(tree)
    assert len(scanned) == 2
