"""Whole scans of small trees, with everything that is written about them."""

import json
import re
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings

from fuzz.faults import Fault
from fuzz.seeds import APART
from reach import stages
from reach.config import Options, load
from reach.fix import repair
from reach.judge.comparison import compare
from reach.judge.severity import severity_of
from reach.output import FORMATS
from reach.output import Options as Shown
from reach.output.inventory import FORMATS as INVENTORIES
from reach.output.inventory import Options as InventoryShown
from reach.output.reading import read
from reach.records.finding import Report
from reach.records.rule import Ruleset
from reach.repair.pins import Pins
from reach.scan import callgraph, models
from reach.store.rulesets import known
from tests.hostile.programs import PROGRAMS, loads

_NAME = re.compile(r"(?!/)(?:[\w.\-]+/)*[\w.\-]+", re.ASCII)
_OPTIONS = Options(jobs=1)


def scan_tree(data: bytes) -> None:
    """Write a tree, scan it in every way, and look at what is said."""
    with tempfile.TemporaryDirectory(prefix="reach-fuzz-") as folder:
        root = Path(folder) / "tree"
        root.mkdir()
        _lay_out(data, root)
        report = _scanned(root)
        rules = known(None, ())
        for form, text in _shown(report, root, rules).items():
            _harmless(form, text)
            if form in ("json", "sarif"):
                earlier = Path(folder) / "earlier.json"
                earlier.write_text(text, "utf-8")
                compare(report, read(earlier), "earlier", {})
        inventory = models([root], _OPTIONS)
        for form, render in INVENTORIES.items():
            _harmless(form, render(inventory, InventoryShown()))
        callgraph(root, _OPTIONS)
        if any(finding.plan for finding in report.findings):
            repair([root], _OPTIONS, Pins(report.lock), lambda finding, fix: True)


def scan_once(data: bytes) -> None:
    """Write a tree and scan it; more inputs fit into the same time."""
    with tempfile.TemporaryDirectory(prefix="reach-fuzz-") as folder:
        _lay_out(data, Path(folder))
        _scanned(Path(folder))


def scan_program(data: bytes) -> None:
    """Scan a program that a grammar makes out of a number."""
    chance = Random(data)
    programs: list[str] = []

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(PROGRAMS)
    def made(text: str) -> None:
        programs.append(text)

    make = made.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    while not programs:  # most numbers are cut off before a program is whole
        make(chance.randbytes(1000))
    with tempfile.TemporaryDirectory(prefix="reach-fuzz-") as folder:
        (Path(folder) / "main.py").write_text(programs[0], "utf-8")
        report = _scanned(Path(folder))
    missing = loads(programs[0]) - {f.location.line for f in report.findings}
    if missing:
        raise Fault(f"loads that are not found: {missing}")


def _scanned(root: Path) -> Report:
    report = stages.scan_tree(root, [], _OPTIONS)
    for path, _, reason in report.skipped:
        if "not understood (" in reason or not reason:
            raise Fault(f"{path}: {reason}")
    return report


def _lay_out(data: bytes, root: Path) -> None:
    for number, part in enumerate(data.split(APART)[:40]):
        head, _, body = part.partition(b"\n")
        name = head.decode("utf-8", "replace")[:200]
        if not _NAME.fullmatch(name) or ".." in name or name.startswith(".git/"):
            name, body = f"extra{number}.py", part
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        except OSError:  # a file stands where a folder should, or the name is too long
            continue


def _shown(report: Report, root: Path, rules: Ruleset) -> dict[str, str]:
    def text_of(path: str) -> str | None:
        try:
            return (root / path).read_bytes().decode("utf-8")
        except (OSError, ValueError):
            return None

    options = Shown(rules, text_of, severity_of, verbose=True)
    return {form: render(report, options) for form, render in FORMATS.items()}


def _harmless(form: str, text: str) -> None:
    text.encode("utf-8")
    odd = {char for char in text if not (char.isprintable() or char in "\r\n")}
    if odd:
        raise Fault(f"{form}: {odd}")
    if form in ("json", "sarif", "cyclonedx", "gitlab-sast", "gitlab-quality"):
        json.loads(text)


def read_config(path: Path) -> Options:
    """The options in a file; an error of ours for one that is no TOML."""
    return load(path.parent)
