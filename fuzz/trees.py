"""Scans of whole trees, each in a process of its own: public packages, and other folders."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY = 6 << 30
"""Bytes that a scan may ask for."""

SECONDS = 1_200
"""Processor time that a scan may take."""

PACKAGES = Path(__file__).with_name("packages.txt")

_LEFT_OUT = (".so", ".dll", ".pyd", ".dylib", ".png", ".jpg", ".svg", ".map")
"""Endings of files of packages that nothing reads, to save the time of unpacking them."""


@dataclass(frozen=True)
class Scan:
    """What one scan took, and what went wrong if anything did."""

    name: str
    files: int
    """Of Python."""
    lines: int
    seconds: float
    """Of processor time."""
    memory: int
    """MiB at most."""
    findings: int
    notices: int
    skipped: int
    fault: str


def wanted() -> list[str]:
    """Names and versions of the packages."""
    lines = PACKAGES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def wheel(requirement: str, archives: Path) -> Path | None:
    """The wheel of a package, fetched if it is not there. Wheels are unpacked and nothing more:
    fetching a source distribution would run its setup.py."""
    name, version = requirement.split("==")
    archives.mkdir(parents=True, exist_ok=True)
    start = f"{name.replace('-', '_')}-{version}-"
    for _ in range(2):
        for path in sorted(archives.glob("*.whl")):
            if path.name.lower().startswith(start):
                return path
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary", ":all:"]
        subprocess.run([*command, "--dest", str(archives), requirement], check=False)
    return None


def scan_wheel(reach: Sequence[str], name: str, archive: Path) -> Scan:
    """Unpack a wheel and scan it."""
    with tempfile.TemporaryDirectory(prefix="reach-trust-") as folder:
        with zipfile.ZipFile(archive) as content:
            names = [name for name in content.namelist() if not name.endswith(_LEFT_OUT)]
            content.extractall(folder, names)
        return scan(reach, name, Path(folder))


def scan(reach: Sequence[str], name: str, tree: Path) -> Scan:
    """Scan a tree without cache, in one process."""
    sources = [path for path in tree.rglob("*.py") if path.is_file()]
    lines = sum(path.read_bytes().count(b"\n") for path in sources)
    with tempfile.TemporaryDirectory(prefix="reach-trust-") as folder:
        out = Path(folder) / "report.json"
        words = ["scan", "--no-cache", "--jobs", "1", "--fail-on", "never"]
        with (Path(folder) / "errors").open("w+b") as errors:
            process = subprocess.Popen(
                [*reach, *words, "--output", f"json={out}", str(tree)],
                cwd=folder,
                env=_environment(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                preexec_fn=_limit,
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace")
        report = json.loads(out.read_text("utf-8")) if out.is_file() else {}
    return Scan(
        name,
        len(sources),
        lines,
        round(usage.ru_utime + usage.ru_stime, 1),
        usage.ru_maxrss // 1024,
        len(report.get("findings", ())),
        len(report.get("notices", ())),
        len(report.get("skipped", ())),
        _fault(process.returncode, said, report),
    )


def _environment() -> dict[str, str]:
    """Errors are to be seen whole, and reach compiled once, not for each scan."""
    kept = {**os.environ, "REACH_DEBUG": "1"}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 10))


def _fault(status: int, said: str, report: dict[str, list[dict[str, str]]]) -> str:
    """What a scan must not do."""
    if status or "Traceback" in said or not report:
        return f"status {status}: {said[-500:]}"
    failed = [s for s in report["skipped"] if "not understood (" in s["reason"]]
    return f"a reader failed: {failed[0]}" if failed else ""
