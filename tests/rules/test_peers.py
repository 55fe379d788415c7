"""Every name that other analyzers know breaks a rule here, or says why it does not."""

import tomllib
from pathlib import Path

import pytest

from reach.scan import scan

PEERS = tomllib.loads((Path(__file__).parents[2] / "docs" / "peers.toml").read_text("utf-8"))
ROWS = [row for row in (*PEERS["names"], *PEERS["paths"]) if "rule" in row]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[int, str, int]]:
    """Number of the row, rule and line of every finding in the rows' programs."""
    top = tmp_path_factory.mktemp("peers")
    for number, row in enumerate(ROWS):
        folder = top / f"row{number}"
        folder.mkdir()
        code = row["code"]
        (folder / "main.py").write_text(code, "utf-8")
        if code.startswith("# "):
            (folder / "requirements.txt").write_text(code.splitlines()[0][2:], "utf-8")
    return {
        (int(f.location.path.removeprefix("row").partition("/")[0]), f.rule, f.location.line)
        for f in scan([top]).findings
    }


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row["name"] for row in ROWS])
def test_row_breaks_its_rule(number: int, found: set[tuple[int, str, int]]) -> None:
    row = ROWS[number]
    last = len(row["code"].splitlines())
    assert (number, row["rule"], last) in found


def test_rows_are_complete() -> None:
    for row in PEERS["names"]:
        assert ("rule" in row and "code" in row) != ("reason" in row), row["name"]
        assert row["known"], row["name"]
        assert set(row["known"]) <= set(PEERS["tools"]), row["name"]
    for tool in PEERS["tools"]:
        assert any(tool in row["known"] for row in PEERS["names"]), tool
