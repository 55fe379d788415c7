"""Reading commits: every way to name them, and repositories that mean harm or lack something."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reach.config import Options
from reach.discover import history
from reach.discover.history import Repository
from reach.errors import UsageError
from reach.scan import scan_since
from tests.history.repositories import QUIET, commit, git, replace, service, write

LOADS = "import pickle\n\npickle.load(open('a.pkl', 'rb'))\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return service(tmp_path / "service")


def found(folder: Path) -> Repository:
    repository = history.find(folder)
    assert repository is not None
    return repository


def laid_out(folder: Path, revision: str, target: Path) -> dict[str, str]:
    """The text of every file of a revision."""
    repository = found(folder)
    history.lay_out(repository, history.base_of(repository, revision), target)
    files = (file for file in target.rglob("*") if file.is_file() and not file.is_symlink())
    return {file.relative_to(target).as_posix(): file.read_text() for file in files}


@pytest.mark.parametrize(
    "written",
    [
        "main~1",
        "main^",
        "HEAD~",
        "HEAD^1",
        "@~1",
        "v1",
        "v1^{}",
        "v1^{commit}",
        "refs/tags/v1",
        "tags/v1",
        "light",
        "side",
        "heads/side",
        "origin/side",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_names_of_a_commit(repository: Path, written: str, packed: bool) -> None:
    git(repository, "tag", "-a", "v1", "-m", "one")
    git(repository, "tag", "light")
    git(repository, "branch", "side")
    git(repository, "update-ref", "refs/remotes/origin/side", "HEAD")
    first = git(repository, "rev-parse", "HEAD")
    moved = repository / "loader.py"
    moved.write_text("# New.\n" + moved.read_text())
    commit(repository)
    if packed:
        git(repository, "gc", "-q")
    base = history.base_of(found(repository), written)
    assert base.id.decode() == first
    assert base.name == f"{written} ({first[:12]})"


@pytest.mark.parametrize("length", [7, 12, 40])
def test_a_hash(repository: Path, length: int) -> None:
    first = git(repository, "rev-parse", "HEAD")
    commit(repository)
    base = history.base_of(found(repository), first[:length])
    assert base.id.decode() == first


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("mian", "mian: no such commit, did you mean 'main'?"),
        ("HEAD~7", "HEAD~7: no such commit"),
        ("0" * 40, "no such commit"),
        ("../../etc/passwd", "no such commit"),
        ("a\0b", "no such commit"),
        ("", "no such commit"),
        ("HEAD^2", "no such commit"),
    ],
)
def test_no_such_commit(repository: Path, written: str, complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        history.base_of(found(repository), written)
    assert complaint in str(caught.value)


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(LOADS)
    if history.find(tmp_path) is None:
        with pytest.raises(UsageError, match="not in a git repository"):
            scan_since("main", [tmp_path])


def test_a_linked_work_tree(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "topic", str(tmp_path / "linked"))
    replace(tmp_path / "linked", "loader.py", "acme/draft", "acme/other")
    assert "acme/draft" in laid_out(tmp_path / "linked", "main", tmp_path / "out")["loader.py"]


def clone(source: Path, target: Path, *options: str) -> None:
    arguments = ["git", "clone", "-q", *options, source.as_uri(), str(target)]
    subprocess.run(arguments, env={**os.environ, **QUIET}, check=True, capture_output=True)


def test_a_shallow_clone_says_what_to_do(repository: Path, tmp_path: Path) -> None:
    git(repository, "branch", "topic")
    commit(repository, "on main")
    git(repository, "checkout", "-q", "topic")
    commit(repository, "on topic")
    clone(repository, tmp_path / "clone", "--depth=1", "--no-single-branch")
    with pytest.raises(UsageError, match=r"shallow and does not hold the commit where.*unshallow"):
        history.base_of(found(tmp_path / "clone"), "origin/main")
    with pytest.raises(UsageError, match=r"HEAD~1: no such commit in this clone, which is shallow"):
        history.base_of(found(tmp_path / "clone"), "HEAD~1")


def test_a_shallow_clone_of_two_commits_is_enough(repository: Path, tmp_path: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    commit(repository)
    clone(repository, tmp_path / "clone", "--depth=2")
    assert history.base_of(found(tmp_path / "clone"), "HEAD^").id.decode() == first


def test_a_clone_without_the_files(repository: Path, tmp_path: Path) -> None:
    replace(repository, "loader.py", "acme/draft", "acme/other")
    commit(repository)
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone(repository, tmp_path / "clone", "--filter=blob:none")
    with pytest.raises(UsageError, match=r"lacks 1 of its files, such as loader\.py"):
        laid_out(tmp_path / "clone", "HEAD~1", tmp_path / "out")


HARM = """\
[core]
	repositoryformatversion = 0
	hooksPath = {folder}
	fsmonitor = touch {canary}
	sshCommand = touch {canary}
	pager = touch {canary}
	attributesFile = {folder}/attributes
[filter "harm"]
	smudge = touch {canary}
	clean = touch {canary}
	process = touch {canary}
	required = true
[diff "harm"]
	textconv = touch {canary}
	command = touch {canary}
[include]
	path = {folder}/more
"""


@pytest.mark.skipif(sys.platform != "linux", reason="strace is for Linux")
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_no_program_is_started(repository: Path, tmp_path: Path) -> None:
    canary = harm(repository, tmp_path)
    log = tmp_path / "calls"
    code = f"from reach.scan import *; scan_since('HEAD~1', [Path({str(repository)!r})])"
    trace = ["strace", "-f", "-qq", "-e", "trace=execve,execveat,connect", "-o", str(log)]
    command = [*trace, sys.executable, "-c", code]
    top = str(Path(__file__).parents[2])
    environment = {"PYTHONPATH": os.pathsep.join([top, *sys.path])}
    subprocess.run(command, env=environment, check=True)
    started = [line for line in log.read_text().splitlines() if "ENOENT" not in line]
    assert len(started) == 1, started
    assert not canary.exists()


def harm(repository: Path, tmp_path: Path) -> Path:
    """A repository whose configuration, attributes and hooks name programs to run."""
    canary, folder = tmp_path / "canary", tmp_path / "harm"
    write(repository, {".gitattributes": "* filter=harm diff=harm text eol=crlf\n"})
    commit(repository)
    replace(repository, "loader.py", "acme/draft", "acme/other")
    commit(repository)
    folder.mkdir()
    hook = f"#!/bin/sh\ntouch {canary}\n"
    for name in ("post-checkout", "post-index-change", "fsmonitor-watchman", "pre-commit"):
        for place in (folder, repository / ".git" / "hooks"):
            place.mkdir(exist_ok=True)
            (place / name).write_text(hook)
            (place / name).chmod(0o755)
    text = HARM.format(folder=folder, canary=canary)
    (repository / ".git" / "config").write_text(text)
    return canary


def test_configuration_attributes_and_filters_do_not_count(
    repository: Path, tmp_path: Path
) -> None:
    canary = harm(repository, tmp_path)
    before = sorted(repository.rglob("*"))
    files = laid_out(repository, "HEAD~1", tmp_path / "out")
    assert "\r" not in files["loader.py"]
    assert "acme/draft" in files["loader.py"]
    report = scan_since("HEAD~1", [repository], Options(jobs=1))
    assert {f.function for f in report.findings} == {"loader.draft", "loader.fetch"}
    assert not canary.exists()
    assert sorted(repository.rglob("*")) == before


def tree_of(repository: Path, *entries: tuple[str, str, str]) -> str:
    """A commit of a tree that git would not make: modes, names and contents as given."""
    raw = b""
    for mode, name, content in entries:
        done = subprocess.run(
            ["git", "-C", str(repository), "hash-object", "-w", "--stdin"],
            input=content.encode(),
            capture_output=True,
            check=True,
        )
        blob = bytes.fromhex(done.stdout.decode().strip())
        raw += f"{mode} {name}".encode() + b"\0" + blob
    done = subprocess.run(
        ["git", "-C", str(repository), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
        input=raw,
        capture_output=True,
        check=True,
    )
    return git(repository, "commit-tree", done.stdout.decode().strip(), "-m", "harm", "-p", "HEAD")


@pytest.mark.parametrize("name", ["..", ".", ".git", ".GIT", "a/b", "../../escaped", "/escaped"])
def test_names_that_lead_elsewhere(repository: Path, tmp_path: Path, name: str) -> None:
    made = tree_of(repository, ("100644", name, "harm"), ("100644", "z.py", "fine"))
    git(repository, "reset", "-q", "--soft", made)
    out = tmp_path / "deep" / "out"
    files = laid_out(repository, "HEAD", out)
    assert files == {"z.py": "fine"}
    assert sorted(p.name for p in (tmp_path / "deep").iterdir()) == ["out"]


def test_nothing_is_written_through_a_link(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    made = tree_of(
        repository,
        ("120000", "a", str(outside)),
        ("120000", "b", "../../outside"),
        ("120000", "c.py", "z.py"),
        ("100644", "a", "harm"),
        ("100644", "z.py", "fine"),
    )
    git(repository, "reset", "-q", "--soft", made)
    files = laid_out(repository, "HEAD", tmp_path / "out")
    assert files == {"a": "harm", "z.py": "fine"}
    assert os.readlink(tmp_path / "out" / "c.py") == "z.py"
    assert not (tmp_path / "out" / "b").is_symlink()
    assert list(outside.iterdir()) == []


def pointer(text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    address = "https://git-lfs.github.com/spec/v1"
    return f"version {address}\noid sha256:{digest}\nsize {len(text)}\n"


@pytest.mark.parametrize("place", ["store", "work tree", "nowhere"])
def test_large_files_kept_elsewhere(repository: Path, tmp_path: Path, place: str) -> None:
    text = "name: acme/chat\n"
    write(repository, {"config.yaml": pointer(text)})
    commit(repository)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if place == "store":
        write(repository, {f".git/lfs/objects/{digest[:2]}/{digest[2:4]}/{digest}": text})
    elif place == "work tree":
        write(repository, {"config.yaml": text})
    files = laid_out(repository, "HEAD", tmp_path / "out")
    assert files["config.yaml"] == (pointer(text) if place == "nowhere" else text)


def with_submodule(repository: Path, tmp_path: Path) -> Path:
    inner = tmp_path / "inner"
    inner.mkdir()
    git(inner, "init", "-q")
    write(inner, {"old.py": LOADS})
    commit(inner)
    options = ("-c", "protocol.file.allow=always")
    git(repository, *options, "submodule", "add", "-q", inner.as_uri(), "vendor/inner")
    commit(repository)
    return repository


def test_a_submodule(repository: Path, tmp_path: Path) -> None:
    with_submodule(repository, tmp_path)
    files = laid_out(repository, "HEAD", tmp_path / "out")
    assert files["vendor/inner/old.py"] == LOADS
    replace(repository, "vendor/inner/old.py", "a.pkl", "b.pkl")
    report = scan_since("HEAD", [repository], Options(jobs=1))
    assert [c.text for f in report.findings for c in f.changes] == [
        "b.pkl is loaded now, before a.pkl."
    ]


def test_a_submodule_that_is_not_here(repository: Path, tmp_path: Path) -> None:
    with_submodule(repository, tmp_path)
    shutil.rmtree(repository / ".git" / "modules")
    report = scan_since("HEAD", [repository], Options(jobs=1))
    assert [(n.path, n.message) for n in report.notices] == [
        ("vendor/inner", "HEAD: submodule that is not here; all that is found in it counts as new")
    ]
    assert [f.function for f in report.findings] == ["old"]


def test_a_damaged_object(repository: Path) -> None:
    name = git(repository, "rev-parse", "HEAD")
    file = repository / ".git" / "objects" / name[:2] / name[2:]
    file.chmod(0o644)
    file.write_bytes(b"x\x9cgarbage")
    with pytest.raises(UsageError):
        history.base_of(found(repository), "HEAD")


def test_a_loop_of_references(repository: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (repository / ".git" / "refs" / "heads" / name).write_text(f"ref: refs/heads/{other}\n")
    with pytest.raises(UsageError):
        history.base_of(found(repository), "a")
