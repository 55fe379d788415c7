"""Cells with magics: what runs the Python that follows is read, what does not is not."""

import json
from pathlib import Path

from reach.scan import scan


def cell(*lines: str) -> dict[str, object]:
    return {"cell_type": "code", "metadata": {}, "outputs": [], "source": "\n".join(lines)}


def test_timed_and_captured_cells_are_python(tmp_path: Path) -> None:
    cells = [
        cell("import torch"),
        cell("%%time", "torch.load('timed.pt')"),
        cell("%%capture output", "torch.load('captured.pt')"),
        cell("%time torch.load('line.pt')", "%timeit -n 3 torch.load('option.pt')"),
        cell("%%html", "<b>torch.load('html.pt')</b>"),
        cell("%%writefile later.py", "torch.load('later.pt')"),
    ]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "timed.ipynb").write_text(json.dumps(document, indent=1))
    report = scan([tmp_path])
    found = sorted((f.location.cell or 0, f.artifacts[0].id) for f in report.findings)
    assert found == [(2, "timed.pt"), (3, "captured.pt"), (4, "line.pt")]
    assert report.skipped == ()
