"""Files that are no ordinary files, that change while they are read, and names nobody expects."""

import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reach.config import Options
from reach.discover.weights import Weights
from reach.extract.files import extract_file
from reach.records.content import LIMIT, content, opened
from reach.records.finding import Report
from reach.records.project import Skipped, SourceFile
from reach.scan import models, scan

LOAD = "import torch\ntorch.load('a.pt')\n"
OPTIONS = Options(jobs=1)


@pytest.fixture(autouse=True)
def in_time() -> Iterator[None]:
    """Fail a test that waits, for a pipe that nobody writes to."""
    start = time.monotonic()
    timer = threading.Timer(60, os._exit, (99,))
    timer.start()
    yield
    timer.cancel()
    assert time.monotonic() - start < 60


def reasons(report: Report) -> dict[str, str]:
    return {path: reason for path, _, reason in report.skipped}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_pipes_sockets_and_devices_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "main.py").write_text(LOAD)
    for name in ("a.py", "Dockerfile", "requirements.txt", "a.pt", "values.yaml", ".gitignore"):
        os.mkfifo(tmp_path / name)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        monkeypatch.chdir(tmp_path)  # names of sockets are short
        server.bind("b.py")
        for name, device in (("zero.py", "/dev/zero"), ("tty.ipynb", "/dev/tty")):
            (tmp_path / name).symlink_to(device)
        report = scan([tmp_path], OPTIONS)
    assert [f.location.path for f in report.findings if f.rule == "torch-load"] == ["main.py"]
    assert reasons(report) == {
        "a.py": "not a regular file",
        "b.py": "not a regular file",
        "tty.ipynb": "symbolic link that leaves the scanned root",
        "zero.py": "symbolic link that leaves the scanned root",
    }
    models([tmp_path], OPTIONS)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_file_that_turns_into_a_pipe(tmp_path: Path) -> None:
    """Listed as a file, and something else when it is opened."""
    path = tmp_path / "a.py"
    os.mkfifo(path)
    file = SourceFile("a.py", "a", False, "python", False, path)
    assert extract_file(file) == Skipped("a.py", "cannot be read: not a regular file")
    for device in ("/dev/zero", "/dev/urandom", str(path), str(tmp_path)):
        with pytest.raises(OSError, match=r"not a regular file|directory"):
            opened(device).close()


def test_a_file_that_grows_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    with path.open("wb") as stream:
        stream.truncate(1 << 40)  # without using the disk
    with pytest.raises(OSError, match="larger than the limit"):
        content(path)
    file = SourceFile("a.py", "a", False, "python", False, path)
    skipped = extract_file(file)
    assert skipped == Skipped("a.py", f"cannot be read: larger than the limit of {LIMIT} bytes")
    assert reasons(scan([tmp_path], OPTIONS))["a.py"].endswith("limit of 10000000 bytes")


def test_files_that_vanish_and_change_during_the_scan(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"a{number}.py").write_text(LOAD)
    (tmp_path / "Dockerfile").write_text("FROM x\nCMD python a0.py\n")

    def disturb(stage: str, done: int, total: int) -> None:
        if stage == "Reading":
            (tmp_path / "a7.py").unlink(missing_ok=True)
            (tmp_path / "a8.py").write_text("x = [\n" * 50)
        elif stage == "Resolving calls":
            (tmp_path / "a1.py").unlink(missing_ok=True)
            (tmp_path / "Dockerfile").unlink(missing_ok=True)
        elif stage == "Judging":
            for path in tmp_path.glob("*.py"):
                path.write_bytes(b"\xff\xfe")

    report = scan([tmp_path], OPTIONS, disturb)
    assert reasons(report)["a7.py"] == "cannot be read: No such file or directory"
    assert "a8.py" in reasons(report)


def test_links_in_circles(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(LOAD)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/up").symlink_to("..", target_is_directory=True)
    (tmp_path / "one.py").symlink_to("two.py")
    (tmp_path / "two.py").symlink_to("one.py")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "a.pt").symlink_to("a.pt")
    report = scan([tmp_path], OPTIONS)
    assert [f.location.path for f in report.findings if f.rule == "torch-load"] == ["main.py"]
    assert set(reasons(report)) == {"one.py", "two.py"}


NAMES = [
    "new\nline.py",
    "car\rriage.py",
    "\x1b]0;title\x07.py",
    "tab\t.py",
    "\x01.py",
    "\u202egnp.py",
    "<script>alert(1)</script>.py",
    "](javascript:alert(1)).py",
    "::error::x.py",
    "=1+1.py",
    "a%0Ab.py",
    "'\"`$(id).py",
    "C:\\x.py",
    "\udcff.py",
    "á.py",
    "-rf.py",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    from reach.cli import run

    try:
        (tmp_path / name).write_text(LOAD)
    except OSError:
        pytest.skip("the file system refuses the name")
    (tmp_path / "Dockerfile").write_text("FROM x\nCMD python main.py\n")
    for form in ("text", "json", "sarif", "github", "markdown", "html"):
        assert (
            run(["scan", "--no-cache", "--fail-on", "never", "--format", form, str(tmp_path)]) == 0
        )
        shown = capsys.readouterr().out
        shown.encode("utf-8")
        assert all(char.isprintable() or char == "\n" for char in shown)
        if form in ("json", "sarif"):
            json.loads(shown)
        if form == "github":
            commands = [line for line in shown.splitlines() if line.startswith("::")]
            assert all(
                line.startswith(("::warning ", "::error ", "::notice ")) for line in commands
            )


def test_a_notebook_with_endless_output(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": ["import torch\n", "torch.load('a.pt')"]}
    output = {"outputs": [{"text": ["x" * 100 + "\n"] * 1_000_000}]}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell | output]}))
    start = time.process_time()
    report = scan([tmp_path], OPTIONS)
    assert time.process_time() - start < 5
    assert list(reasons(report)) == ["a.ipynb"]
    assert "larger than the limit of 10000000 bytes" in reasons(report)["a.ipynb"]


@pytest.mark.parametrize("source", [list, "".join], ids=["lines", "text"])
def test_lines_of_a_notebook_that_are_written_in_an_odd_way(
    tmp_path: Path, source: Callable[[list[str]], object]
) -> None:
    """Escapes that nobody needs: each line was looked for in the whole file."""
    lines = [f"a{number} = 'b'\n" for number in range(12_000)]
    text = json.dumps(
        {"cells": [{"cell_type": "code", "source": source([*lines, LOAD])}]}, indent=1
    )
    (tmp_path / "a.ipynb").write_text(text.replace("'b'", "'\\u0062'"))
    start = time.process_time()
    report = scan([tmp_path], OPTIONS)
    assert time.process_time() - start < 10
    (finding,) = [f for f in report.findings if f.rule == "torch-load"]
    assert finding.snippet == "torch.load('a.pt')"
    row = text.splitlines()[finding.location.line - 1]
    assert "torch.load('a.pt')" in row


def test_weights_that_are_pipes(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "a.pt")
    assert Weights(tmp_path).whole("a.pt", "main.py") == ()
