import os
import subprocess
from pathlib import Path

import pytest

from reach.discover import discover, limits, sources
from reach.discover import walk as walking
from reach.errors import UsageError
from reach.records.project import Skipped
from tests.discover.conftest import Make, write
from tests.powers import modes_count


def paths(root: Path, *exclude: str) -> list[str]:
    return [source.path for source in discover(root, exclude).sources]


def test_sources_are_sorted_and_of_every_kind(make: Make) -> None:
    project = make({"b.py": "", "a/c.ipynb": "{}", "a.pyi": "", "note.txt": ""})
    assert [(source.path, source.kind) for source in project.sources] == [
        ("a.pyi", "stub"),
        ("a/c.ipynb", "notebook"),
        ("b.py", "python"),
    ]


def test_a_stub_gives_way_to_its_source(make: Make) -> None:
    assert [source.path for source in make({"a.py": "", "a.pyi": ""}).sources] == ["a.py"]


def test_caches_environments_and_build_output_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "setup.py": "",
            "app.py": "",
            "node_modules/a.py": "",
            ".venv/a.py": "",
            "mine/pyvenv.cfg": "",
            "mine/bin/a.py": "",
            "x/site-packages/a.py": "",
            "build/lib/a.py": "",
            "sub/build/kept.py": "",
            ".github/kept.py": "",
        },
    )
    assert paths(tmp_path) == [".github/kept.py", "app.py", "setup.py", "sub/build/kept.py"]


def test_the_innermost_gitignore_decides(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "*_gen.py\n/out/\n",
            "a_gen.py": "",
            "out/a.py": "",
            "sub/out/a.py": "",
            "sub/.gitignore": "!b_gen.py\nlocal.py\n",
            "sub/b_gen.py": "",
            "sub/local.py": "",
            "local.py": "",
        },
    )
    assert paths(tmp_path) == ["local.py", "sub/b_gen.py", "sub/out/a.py"]


def test_excludes_are_patterns(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "old/b.py": "", "c_old.py": ""})
    assert paths(tmp_path, "old/", "*_old.py") == ["a.py"]


def test_a_single_file_is_a_tree(tmp_path: Path) -> None:
    write(tmp_path, {"tests/a.py": "", "tests/b.py": ""})
    project = discover(tmp_path / "tests" / "a.py")
    assert [(source.path, source.module) for source in project.sources] == [("a.py", "a")]
    assert project.root == tmp_path / "tests"


def test_a_missing_root_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere: No such file"):
        discover(tmp_path / "nowhere")


def test_links_are_not_followed_out_of_the_tree(tmp_path: Path) -> None:
    write(tmp_path, {"root/a.py": "", "outside/b.py": ""})
    root = tmp_path / "root"
    (root / "out").symlink_to(tmp_path / "outside")
    (root / "b.py").symlink_to(tmp_path / "outside" / "b.py")
    (root / "loop").symlink_to(root)
    (root / "dead.py").symlink_to(root / "gone.py")
    project = discover(root)
    assert [source.path for source in project.sources] == ["a.py"]
    assert project.skipped == (
        Skipped("b.py", "symbolic link that leaves the scanned root"),
        Skipped("dead.py", "symbolic link that leads nowhere"),
        Skipped("out", "symbolic link that leaves the scanned root"),
    )


def test_pipes_and_names_that_are_not_text_are_reported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.py")).touch()
    assert discover(tmp_path).skipped == (
        Skipped("\\xff.py", "the name is not UTF-8"),
        Skipped("pipe.py", "not a regular file"),
    )


def test_limits_are_reported_with_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.py": "x = 1\n" * 10, "z/b/c/d.py": ""})
    monkeypatch.setattr(sources, "MAX_SOURCE_BYTES", 50)
    monkeypatch.setattr(walking, "MAX_DEPTH", 2)
    assert discover(tmp_path).skipped == (
        Skipped("a.py", "file of 60 bytes is larger than the limit of 50 bytes"),
        Skipped("z/b/c", "folder nested deeper than the limit of 2"),
    )
    assert limits.MAX_SOURCE_BYTES == 10_000_000


def test_unreadable_files_and_folders_are_reported(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "", "closed/b.py": ""})
    (tmp_path / "a.py").chmod(0)
    (tmp_path / "closed").chmod(0)
    with modes_count():
        skipped = discover(tmp_path).skipped
    (tmp_path / "closed").chmod(0o700)
    assert skipped == (
        Skipped("a.py", "cannot be read: Permission denied"),
        Skipped("closed", "folder cannot be read: Permission denied"),
    )


def test_development_is_decided_below_the_root(tmp_path: Path) -> None:
    root = tmp_path / "tests"
    write(
        root,
        {
            "app.py": "",
            "test_app.py": "",
            "docs/a.py": "",
            "pkg/a_test.py": "",
            "tests_pkg/b.py": "",
        },
    )
    assert {source.path: source.development for source in discover(root).sources} == {
        "app.py": False,
        "docs/a.py": True,
        "pkg/a_test.py": True,
        "test_app.py": True,
        "tests_pkg/b.py": True,
    }


@pytest.mark.parametrize("version", [2, 4])
def test_what_git_tracks_is_not_ignored(tmp_path: Path, version: int) -> None:
    write(
        tmp_path,
        {
            ".gitignore": "models/\n*_local.py\n",
            "models/net.py": "",
            "models/deep/loss.py": "",
            "models/stray_local.py": "",
            "a_local.py": "",
            "app.py": "",
        },
    )
    index(tmp_path, ["app.py", "models/deep/loss.py", "models/net.py"], version)
    assert paths(tmp_path) == ["app.py", "models/deep/loss.py", "models/net.py"]


@pytest.mark.parametrize("content", [b"", b"DIRC", b"DIRC\0\0\0\2\xff\xff\xff\xff", b"x" * 200])
def test_a_broken_index_is_left_alone(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {"a.py": "", ".git/index": ""})
    (tmp_path / ".git" / "index").write_bytes(content)
    assert paths(tmp_path) == ["a.py"]


def index(root: Path, names: list[str], version: int) -> None:
    """Have git itself write an index of these files."""

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)

    git("init", "--quiet")
    git("config", "index.version", str(version))
    git("add", "--force", *names)
