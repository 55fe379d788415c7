"""Nothing that is scanned is executed, and nothing leaves the machine."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import traps

REACH = Path(sys.executable).with_name("reach")

SCANS = {
    "scan": ("scan", "--fail-on", "never", "--jobs", "2", "--output", "html=../out.html"),
    "json": ("scan", "--fail-on", "never", "--jobs", "1", "--format", "json"),
    "since": ("scan", "--fail-on", "never", "--diff-base", "HEAD~1", "--format", "sarif"),
    "models": ("models", "--format", "cyclonedx"),
    "callgraph": ("callgraph",),
    "fix": ("fix", "--diff"),
    "gate": ("gate", "--base", "HEAD~1"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository `tree`, and a folder `marks` for what runs."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "marks").mkdir()
    (folder / "home").mkdir()
    traps.lay_out(folder / "tree", folder / "marks")
    traps.commit(folder / "tree", folder / "marks")
    assert not marks(folder)
    return folder


def marks(place: Path) -> list[str]:
    """What ran."""
    return sorted(path.name for path in (place / "marks").iterdir())


def environment(place: Path, **more: str) -> dict[str, str]:
    keep = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT") if key in os.environ}
    own = {"HOME": str(place / "home"), "PYTHONDONTWRITEBYTECODE": "1", "REACH_NO_CACHE": "1"}
    return keep | own | more


def run(place: Path, command: list[str], **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command inside of the repository."""
    return subprocess.run(
        command,
        cwd=place / "tree",
        env=environment(place, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(not REACH.exists(), reason="reach is not installed as a command")
@pytest.mark.parametrize("name", SCANS)
def test_no_canary_sings(place: Path, name: str) -> None:
    done = run(place, [str(REACH), *SCANS[name]])
    assert done.returncode in (0, 1), done.stderr
    assert "internal error" not in done.stderr
    assert not marks(place)


def test_as_a_module_of_python(place: Path) -> None:
    """The current folder comes first for `python -m`; whatever lies there is not imported."""
    done = run(place, [sys.executable, "-m", "reach", *SCANS["scan"]])
    assert done.returncode == 0, done.stderr
    assert not marks(place)


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_start_anew(place: Path, method: str) -> None:
    """New interpreters look for their modules in the current folder, unless they are told not to.
    That is how processes start on other systems, and on Linux from Python 3.14 on."""
    driver = place / "driver.py"
    driver.write_text(
        "import multiprocessing\nfrom reach.cli import main\n"
        f"if __name__ == '__main__':\n    multiprocessing.set_start_method({method!r})\n"
        f"    main({SCANS['scan']!r})\n"
    )
    done = run(place, [sys.executable, str(driver)])
    assert done.returncode == 0, done.stderr
    assert not marks(place)


# -- the network ----------------------------------------------------------------------------------


def _alone() -> list[str] | None:
    """What runs a command in a network of its own; None where that is not allowed."""
    for how in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        if (
            shutil.which("unshare")
            and not subprocess.run([*how, "true"], capture_output=True, check=False).returncode
        ):
            return how
    return None


@pytest.mark.skipif(_alone() is None, reason="no network namespaces here")
def test_without_a_network_the_report_is_the_same(place: Path) -> None:
    alone = _alone()
    assert alone is not None
    with_network = run(place, [str(REACH), *SCANS["json"]])
    without = run(place, [*alone, str(REACH), *SCANS["json"]])
    assert without.returncode == 0, without.stderr
    assert without.stdout == with_network.stdout
    found = {(f["rule"], f["location"]["path"]) for f in json.loads(without.stdout)["findings"]}
    assert {("trust-remote-code", "serve.py"), ("torch-load", "serve.py")} <= found


# -- system calls ---------------------------------------------------------------------------------

_CALL = re.compile(r'^\d+ +(\w+)\((?:AT_FDCWD, )?"?([^",]*)"?(.*)')
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")
_TRACED = "execve,execveat,connect,sendto,sendmsg,bind,open,openat,creat,rename,renameat,unlink"


@pytest.fixture
def trace(place: Path, tmp_path: Path) -> Callable[..., list[tuple[str, str, str]]]:
    """Runs reach under strace: the system calls, as name, first path and the rest."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        pytest.skip("strace is not installed")

    def traced(*arguments: str, **more: str) -> list[tuple[str, str, str]]:
        log = tmp_path / "log"
        strace = ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={_TRACED}", "-o", str(log)]
        done = run(place, [*strace, str(REACH), *arguments], **more)
        assert done.returncode == 0, done.stderr
        lines = [_CALL.match(line) for line in log.read_text("utf-8", "replace").splitlines()]
        return [(m[1], m[2], m[3]) for m in lines if m is not None]

    return traced


def test_no_program_no_connection_no_file(
    place: Path, trace: Callable[..., list[tuple[str, str, str]]]
) -> None:
    cache = place / "cache"
    calls = trace(*SCANS["scan"], "--cache-dir", str(cache), REACH_NO_CACHE="")
    assert not [call for call in calls if call[0] in ("connect", "sendto", "sendmsg", "bind")]
    started = [call for call in calls if call[0].startswith("exec") and not _failed(call)]
    scanner = f'["{sys.executable}", "-I", "-m", "reach.discover.weights.scanner"'
    assert started[0][1] == str(REACH)
    assert all(scanner in call[2] for call in started[1:])
    written = {call[1] for call in calls if _writes(call) and not _failed(call)}
    allowed = (
        str(cache),
        str(place / "out.html"),
        str(place / ".out.html"),
        "../out.html",
        "/dev/",
    )
    assert not [path for path in written if not path.startswith(allowed)]
    assert not marks(place)


def test_history_is_read_without_git(
    place: Path, trace: Callable[..., list[tuple[str, str, str]]], tmp_path: Path
) -> None:
    calls = trace(*SCANS["since"], TMPDIR=str(tmp_path))
    started = [call for call in calls if call[0].startswith("exec") and not _failed(call)]
    assert not [call for call in started[1:] if "reach.discover.weights.scanner" not in call[2]]
    written = {call[1] for call in calls if _writes(call) and not _failed(call)}
    assert not [path for path in written if not path.startswith((str(tmp_path), "/dev/"))]


def _writes(call: tuple[str, str, str]) -> bool:
    opened = call[0].startswith("open") and _WRITES.search(call[2]) is not None
    return opened or call[0].startswith(("creat", "rename", "unlink"))


def _failed(call: tuple[str, str, str]) -> bool:
    return " = -1 " in call[2] or call[0].startswith(("exec", "connect")) and "ENOENT" in call[2]
