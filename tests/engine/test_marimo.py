"""Cells of notebooks that are Python files become lines that follow one another, in place."""

import ast

import pytest

from reach.extract.marimo import cells_in_turn
from tests.projects.test_projects import PROJECTS

HEAD = "import marimo\n\napp = marimo.App()\n\n\n"


@pytest.mark.parametrize(
    "cell",
    [
        "@app.cell\ndef _():\n    a = 1\n    return (a,)\n",
        "@app.cell\ndef __(a, b):\n    return\n",
        "@app.cell(\n    disabled=True,\n)\nasync def made(\n    a,\n):\n    await a\n    return\n",
        "@app.cell\ndef _():\n    # nothing\n    return\n\n\n@app.cell\ndef _(a):\n    a\n",
        "@app.cell\ndef _() -> None:\n    x = 'é'\n    return",
    ],
)
def test_cells_stand_where_they_stood(cell: str) -> None:
    before = (HEAD + cell).encode()
    after = cells_in_turn(before)
    assert [len(line) for line in after.split(b"\n")] == [len(li) for li in before.split(b"\n")]
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(after, "cells", "exec", flags)
    assert not any(isinstance(n, ast.FunctionDef | ast.Return) for n in ast.walk(tree))


@pytest.mark.parametrize(
    "cell", ["@app.cell\ndef _(", "@app.cell\ndef _(a", "@app.cell\n", "@app.cell\ndef _(:\n"]
)
def test_half_a_cell(cell: str) -> None:
    before = (HEAD + cell).encode()
    assert len(cells_in_turn(before)) == len(before)


def test_other_files_stay_as_they_are() -> None:
    text = b"@app.cell\ndef _():\n    return 1\n"
    assert cells_in_turn(text) is text
    named = (PROJECTS / "notebook_as_python" / "reviews.py").read_bytes()
    other = named.replace(b"app = marimo.App(", b"app = other.App(")
    assert cells_in_turn(other) is other
