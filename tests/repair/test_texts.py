"""Files keep their encoding, their mark and their line ends; notebooks all of their JSON."""

import json
from pathlib import Path

import pytest

from tests.repair.test_cases import repaired

CALL = "import torch\n\nstate = torch.load(\n    'größe.pt',\n    map_location='cpu',\n)\n"
FIXED = CALL.replace("'cpu',\n", "'cpu',\n    weights_only=True,\n")


@pytest.mark.parametrize(
    ("mark", "first", "encoding"),
    [
        (b"", "", "utf-8"),
        (b"\xef\xbb\xbf", "", "utf-8"),
        (b"", "# -*- coding: latin-1 -*-\n", "latin-1"),
    ],
    ids=["utf-8", "mark", "latin-1"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_bytes_around_the_change_stay(
    mark: bytes, first: str, encoding: str, newline: str, tmp_path: Path
) -> None:
    (tmp_path / "main.py").write_bytes(
        mark + (first + CALL).replace("\n", newline).encode(encoding)
    )
    result = repaired(tmp_path)
    wanted = mark + (first + FIXED).replace("\n", newline).encode(encoding)
    assert result.files["main.py"][1] == wanted
    assert [done.gone for done in result.done] == [True]


def test_no_line_end_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_bytes(b"import torch\ntorch.load('a.pt')")
    assert repaired(tmp_path).files["main.py"][1].endswith(b"torch.load('a.pt', weights_only=True)")


LINES = [
    "# größe 🙂\n",
    "%matplotlib inline\n",
    "import torch\n",
    'a = torch.load("a\\"b.pt")\n',
    "b = torch.load(\n",
    '    "b.pt",\n',
    '    map_location="cpu"\n',
    ")",
]
AFTER = [
    *LINES[:3],
    'a = torch.load("a\\"b.pt", weights_only=True)\n',
    *LINES[4:6],
    '    map_location="cpu",\n',
    "    weights_only=True\n",
    ")",
]


def book(source: object, indent: int | None, ascii_only: bool) -> str:
    cells = [
        {"cell_type": "markdown", "source": ["# torch.load('a.pt')\n"], "metadata": {}},
        {"cell_type": "code", "source": source, "outputs": [], "execution_count": None},
        {"cell_type": "code", "source": "", "outputs": [], "execution_count": None},
    ]
    document = {"cells": cells, "metadata": {"x": 1.5}, "nbformat": 4}
    return json.dumps(document, indent=indent, ensure_ascii=ascii_only) + "\n"


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [1, None])
@pytest.mark.parametrize("listed", [True, False])
def test_notebooks(listed: bool, indent: int | None, ascii_only: bool, tmp_path: Path) -> None:
    before, after = (LINES, AFTER) if listed else ("".join(LINES), "".join(AFTER))
    file = tmp_path / "book.ipynb"
    file.write_text(book(before, indent, ascii_only), "utf-8")
    result = repaired(tmp_path)
    assert result.files["book.ipynb"][1].decode() == book(after, indent, ascii_only)
    assert [done.gone for done in result.done] == [True, True]


def test_line_ends_of_a_notebook(tmp_path: Path) -> None:
    file = tmp_path / "book.ipynb"
    file.write_bytes(book(LINES, 1, True).replace("\n", "\r\n").encode())
    wanted = book(AFTER, 1, True).replace("\n", "\r\n").encode()
    assert repaired(tmp_path).files["book.ipynb"][1] == wanted


def test_a_line_that_is_no_python_is_left(tmp_path: Path) -> None:
    lines = ["import torch\n", "%time a = torch.load('a.pt')"]
    (tmp_path / "book.ipynb").write_text(book(lines, 1, True), "utf-8")
    result = repaired(tmp_path)
    assert result.files == {}
    assert [why for _, why in result.left] == ["a magic of the notebook stands in the way"]
