"""Python inside other files is analysed, and its places are those of the other file."""

from pathlib import Path

import pytest

from reach.records.finding import Finding
from reach.scan import scan
from tests.discover.conftest import write


def one(folder: Path, files: dict[str, str]) -> Finding:
    write(folder, files)
    report = scan([folder])
    assert report.skipped == ()
    (finding,) = report.findings
    return finding


CALL = "pickle.load(open('m.pkl', 'rb'))"
CASES = {
    "double quotes": ("Dockerfile", f'FROM a\nRUN python -c "import pickle; {CALL}"\n', 2, 31),
    "continued": (
        "Dockerfile",
        f'FROM a\nRUN python3 -c "import pickle; \\\n    {CALL}"\n',
        3,
        5,
    ),
    "several lines": (
        "get.sh",
        f"#!/bin/sh\npython - <<'EOF'\nimport pickle\n{CALL}\nEOF\n",
        4,
        1,
    ),
    "heredoc of RUN": (
        "Dockerfile",
        f"FROM a\nRUN <<EOF\npython <<PY\nimport pickle\nif True:\n    {CALL}\nPY\nEOF\n",
        6,
        5,
    ),
    "exec form": (
        "Dockerfile",
        f'FROM a\nCMD ["python", "-c", "import pickle\\n{CALL}"]\n',
        2,
        38,
    ),
    "a variable before it": (
        "Dockerfile",
        f'FROM a\nENV N=12\nRUN python -c "import pickle; n = $N; {CALL}"\n',
        3,
        39,
    ),
    "a step of a workflow": (
        ".github/workflows/x.yml",
        "jobs:\n  a:\n    steps:\n    - shell: python\n      run: |\n        import pickle\n"
        f"        {CALL}\n",
        7,
        9,
    ),
}


@pytest.mark.parametrize("case", list(CASES))
def test_places(case: str, tmp_path: Path) -> None:
    path, text, line, column = CASES[case]
    finding = one(tmp_path, {path: text})
    where = finding.location
    assert (where.path, where.line, where.column) == (path, line, column)
    assert (where.end_line, where.end_column) == (line, column + len(CALL))
    assert finding.rule == "pickle-load"
    assert finding.witnesses[0].chain[-1].location == where
    assert finding.witnesses[0].entry.name.startswith("python")


def test_build_step_that_runs_code_of_the_project(tmp_path: Path) -> None:
    files = {
        "Dockerfile": "FROM a\nWORKDIR /app\nCOPY src .\n"
        + 'RUN python -c "from get import get; get()"\n',
        "src/get.py": f"import pickle\ndef get():\n    {CALL}\n",
    }
    finding = one(tmp_path, files)
    assert finding.grade == "deployed"
    (witness, *_) = finding.witnesses
    assert (witness.entry.kind, witness.entry.name) == ("dockerfile-run", "python -c")
    assert [(s.location.path, s.location.line) for s in witness.chain] == [
        ("Dockerfile", 4),
        ("src/get.py", 3),
    ]


def test_broken_code_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"Dockerfile": "FROM a\nRUN python - <<EOF\nx = 1\ndef (:\nEOF\n"})
    skipped = scan([tmp_path]).skipped
    assert [(path, line) for path, line, _ in skipped] == [("Dockerfile", 4)]
