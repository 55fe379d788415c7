"""Which version counts, where it is written, and what each version condition decides."""

import json
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from reach.config import Options
from reach.records.finding import Finding
from reach.records.rule import Check, Condition, Example, Sink
from reach.rules.load import load
from reach.scan import scan
from tests.rules.test_rulesets import mentions

RULESET = load()
LOAD = 'import torch\n\nmodel = torch.load("model.pt")\n'


def findings(folder: Path, files: dict[str, str], rule: str = "torch-load") -> list[Finding]:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = scan([folder], Options(jobs=1, min_grade="dormant")).findings
    return [f for f in found if f.rule == rule]


SOURCES = {
    "uv.lock": ('[[package]]\nname = "torch"\nversion = "{}"\n', 1),
    "poetry.lock": ('[[package]]\nname = "torch"\nversion = "{}"\n', 1),
    "pdm.lock": ('[[package]]\nname = "torch"\nversion = "{}"\n', 1),
    "pylock.toml": ('[[packages]]\nname = "torch"\nversion = "{}"\n', 1),
    "Pipfile.lock": ('{{\n"default": {{\n"torch": {{"version": "=={}"}}\n}}}}\n', 3),
    "conda-lock.yml": ("package:\n- name: pytorch\n  version: {}\n", 2),
    "environment.yml": ("dependencies:\n- pytorch=={}\n", 2),
    "requirements.txt": ("numpy\ntorch=={} \\\n    --hash=sha256:00\n", 2),
    "pyproject.toml": ('[project]\nname = "x"\ndependencies = ["torch=={}"]\n', 3),
    "setup.cfg": ("[options]\ninstall_requires =\n    torch=={}\n", 3),
    "setup.py": ('from setuptools import setup\nsetup(install_requires=["torch=={}"])\n', 2),
    "Dockerfile": ("FROM python:3.12\nRUN pip install torch=={}\nCMD python main.py\n", 2),
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_version_in_force_is_named(tmp_path: Path, name: str) -> None:
    text, line = SOURCES[name]
    (old,) = findings(tmp_path, {"main.py": LOAD, name: text.format("2.4.1")})
    assert "was off by default before torch 2.6" in old.message
    assert old.conditions == (f"torch 2.4.1 ({name}:{line})",)
    (new,) = findings(tmp_path, {"main.py": LOAD, name: text.format("2.6.0")})
    assert "the restricted unpickler can be corrupted" in new.message
    assert new.conditions == (f"torch 2.6.0 ({name}:{line})",)
    assert new.severity < old.severity
    assert not findings(tmp_path, {"main.py": LOAD, name: text.format("2.10.0")})


def test_included_requirements_and_constraints_count(tmp_path: Path) -> None:
    files = {
        "main.py": LOAD,
        "requirements.txt": "-r more/base.txt\n-c more/limits.txt\n",
        "more/base.txt": "torch\n",
        "more/limits.txt": "# chosen\ntorch==2.4.1\n",
    }
    (finding,) = findings(tmp_path, files)
    assert finding.conditions == ("torch 2.4.1 (more/limits.txt:2)",)


def test_what_pip_tools_compiled_counts_before_what_it_read(tmp_path: Path) -> None:
    files = {"main.py": LOAD, "requirements.in": "torch>=2\n", "requirements.txt": "torch==2.4.1\n"}
    (finding,) = findings(tmp_path, files)
    assert finding.conditions == ("torch 2.4.1 (requirements.txt:1)",)


def test_a_lock_file_counts_before_a_range(tmp_path: Path) -> None:
    lock = SOURCES["uv.lock"][0]
    files = {"main.py": LOAD, "pyproject.toml": '[project]\nname="x"\ndependencies=["torch>=1"]\n'}
    assert not findings(tmp_path, files | {"uv.lock": lock.format("2.10.0")})
    assert findings(tmp_path, files | {"uv.lock": lock.format("2.4.1")})


def test_siblings_with_manifests_of_their_own_do_not_decide(tmp_path: Path) -> None:
    lock = SOURCES["uv.lock"][0]
    files = {
        "one/main.py": LOAD,
        "one/pyproject.toml": '[project]\nname="one"\ndependencies=["torch"]\n',
        "two/pyproject.toml": '[project]\nname="two"\ndependencies=["torch"]\n',
        "two/uv.lock": lock.format("2.10.0"),
    }
    (finding,) = findings(tmp_path, files)
    assert finding.conditions == ("torch version unknown: the unsafe default holds",)
    assert not findings(tmp_path, files | {"uv.lock": lock.format("2.10.0")})


def test_an_unknown_version_is_taken_to_be_unsafe_and_said_so(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {"main.py": LOAD})
    assert finding.conditions == ("torch version unknown: the unsafe default holds",)
    assert "was off by default before torch 2.6" in finding.message


@pytest.mark.parametrize(
    ("range_", "unsafe"), [(">=2.6", False), (">=2.0", True), ("<2.6", True), ("~=2.4.0", True)]
)
def test_ranges(tmp_path: Path, range_: str, unsafe: bool) -> None:
    found = findings(tmp_path, {"main.py": LOAD, "requirements.txt": f"torch{range_}\n"})
    assert any("was off by default" in f.message for f in found) is unsafe


# -- every version condition of the rulesets ---------------------------------------------------


def conditions(check: Check) -> Iterator[str]:
    """The version conditions of a check or a case."""
    work = list(check.when)
    while work:
        condition: Condition = work.pop()
        work += condition.also
        yield from (v for v in (condition.version, condition.known_version) if v is not None)


def versions() -> list[object]:
    """Each check with a version condition, and the sinks that have it."""
    found: dict[tuple[Check, str], list[Sink]] = {}
    for sink in RULESET.sinks:
        for check in sink.checks:
            for case in (check, *check.cases):
                for test in conditions(case):
                    found.setdefault((case, test), []).append(sink)
    return [
        pytest.param(check, test, sinks, id=f"{test}: {check.because}")
        for (check, test), sinks in found.items()
    ]


def sides(test: str) -> tuple[list[Version], list[Version]]:
    """Versions at the bounds of a condition: those that satisfy it, and those that do not."""
    specifier = Requirement(test).specifier
    near: set[Version] = set()
    for part in specifier:
        bound = Version(part.version)
        near |= {bound, Version(f"{bound}.1")}
        release = list(bound.release)
        while release and release[-1] == 0:
            release.pop()
        near.add(Version(".".join(map(str, [*release[:-1], max(release[-1] - 1, 0), 9]))))
    inside = sorted(v for v in near if specifier.contains(v))
    return inside, sorted(v for v in near if not specifier.contains(v))


def named(
    example: Example, folder: Path, check: Check, pins: dict[str, Version]
) -> tuple[set[int], set[int]]:
    """With these versions: the lines that a check speaks of, and all that break its rule."""
    kept = [r for r in example.requirements if canonicalize_name(Requirement(r).name) not in pins]
    lines = [*kept, *(f"{name}=={version}" for name, version in pins.items())]
    (folder / "requirements.txt").write_text("\n".join(lines), "utf-8")
    (folder / "main.py").write_text(example.code, "utf-8")
    (folder / "conf").mkdir(exist_ok=True)
    (folder / "conf" / "model.yaml").write_text("_target_: torch.nn.Linear\n", "utf-8")
    found = scan([folder], Options(jobs=1, min_grade="dormant")).findings
    broken = [f for f in found if f.rule == check.rule]
    spoken = {f.location.line for f in broken if f": {check.because}." in f.message}
    return spoken, {f.location.line for f in broken}


def candidates(check: Check, sinks: Iterable[Sink]) -> list[Example]:
    """Examples of the rules that call one of the sinks."""
    every = [e for rule in RULESET.rules for e in rule.examples if e.file == "main.py"]
    own = [e for rule in RULESET.rules if rule.id == check.rule for e in rule.examples]
    return [
        e
        for e in sorted(every, key=lambda e: e not in own)
        if any(mentions(e.code, s) for s in sinks)
    ]


@pytest.mark.parametrize(("check", "test", "sinks"), versions())
def test_both_sides_of_a_version(
    tmp_path: Path, check: Check, test: str, sinks: list[Sink]
) -> None:
    name = Requirement(test).name
    inside, outside = sides(test)
    assert inside
    assert outside
    others = {Requirement(t).name: sides(t) for t in conditions(check)}
    others.pop(name)
    for example, side in product(candidates(check, sinks), (1, 0)):
        pins = {other: versions[side][-1] for other, versions in others.items()}
        with_it = named(example, tmp_path, check, pins | {name: inside[-1]})[0]
        without = [named(example, tmp_path, check, pins | {name: v})[0] for v in outside]
        decided = with_it - set().union(*without)
        if decided:
            for version in inside:  # another check of the rule may come first
                assert decided <= named(example, tmp_path, check, pins | {name: version})[1]
            return
    pytest.fail("no example of the rulesets shows what this version decides")


@pytest.mark.parametrize(
    "command", ["!pip install -qU pip {}", "%pip install {}", "!uv pip install {}"]
)
def test_what_a_notebook_installs_counts_there_alone(tmp_path: Path, command: str) -> None:
    def notebook(release: str) -> str:
        cells = (command.format(f"torch=={release}"), LOAD)
        return json.dumps({"cells": [{"cell_type": "code", "source": [c]} for c in cells]})

    files = {"a.ipynb": notebook("2.4.1"), "b.ipynb": notebook("2.10.0"), "main.py": LOAD}
    found = findings(tmp_path, files | {"requirements.txt": "torch==2.6.0\n"})
    assert {f.location.path: f.conditions for f in found} == {
        "a.ipynb": ("torch 2.4.1 (a.ipynb:1)",),
        "main.py": ("torch 2.6.0 (requirements.txt:1)",),
    }


def test_what_a_script_lists_itself_counts_there_alone(tmp_path: Path) -> None:
    def script(release: str) -> str:
        return f"# /// script\n# dependencies = [\n#   'torch=={release}',\n# ]\n# ///\n{LOAD}"

    files = {"a.py": script("2.4.1"), "b.py": script("2.10.0"), "main.py": LOAD}
    found = findings(tmp_path, files | {"requirements.txt": "torch==2.6.0\n"})
    assert {f.location.path: f.conditions for f in found} == {
        "a.py": ("torch 2.4.1 (a.py:3)",),
        "main.py": ("torch 2.6.0 (requirements.txt:1)",),
    }
