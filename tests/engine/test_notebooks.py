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


def test_commands_go_on_and_are_read(tmp_path: Path) -> None:
    cells = [
        cell("!pip install -q x \\", "    y  # z", "import torch"),
        cell("name = 'org/spoken'", "!hf download org/fetched \\", "   --local-dir models"),
        cell("%%bash", "set -e", "git clone https://huggingface.co/org/cloned"),
        cell("!python train.py --model org/given", "torch.load('after.pt')"),
        cell("!hf download {name}", "lines = !hf download $other"),
    ]
    for each in cells:
        each["source"] = [f"{line}\n" for line in str(each["source"]).split("\n")]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "told.ipynb").write_text(json.dumps(document, indent=1))
    train = (
        "import sys\nfrom transformers import AutoModel\nAutoModel.from_pretrained(sys.argv[2])\n"
    )
    (tmp_path / "train.py").write_text(train)
    report = scan([tmp_path])
    text = (tmp_path / "told.ipynb").read_text().splitlines()
    found = {
        (f.rule, text[f.location.line - 1].strip(' ",\\n'), f.artifacts[0].id)
        for f in report.findings
        if f.location.path == "told.ipynb" and f.artifacts
    }
    assert found == {
        ("unpinned-hub-download", "!hf download org/fetched", "org/fetched"),
        (
            "unpinned-hub-download",
            "git clone https://huggingface.co/org/cloned",
            "org/cloned",
        ),
        ("torch-load", "torch.load('after.pt')", "after.pt"),
    }
    reasons = {u.reason for f in report.findings for u in f.unknown if f.sink == "hf download"}
    assert len(reasons) == 2
    pinned = next(f for f in report.findings if f.location.path == "train.py")
    assert [a.id for a in pinned.artifacts] == ["org/given"]
    assert pinned.grade == "runnable"
    assert report.skipped == ()


def test_a_magic_sets_a_variable(tmp_path: Path) -> None:
    cells = [
        cell("%env MODEL=org/by-magic", "%set_env OTHER org/other", "%env THIRD=$MODEL"),
        cell("import os", "from transformers import AutoModel"),
        *(
            cell(f"AutoModel.from_pretrained(os.environ[{name!r}])")
            for name in ("MODEL", "OTHER", "THIRD")
        ),
    ]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "magic.ipynb").write_text(json.dumps(document, indent=1))
    report = scan([tmp_path])
    found = {
        (f.location.cell, a.id)
        for f in report.findings
        if f.rule == "unpinned-hub-download"
        for a in f.artifacts
    }
    assert found == {(3, "org/by-magic"), (4, "org/other")}


def test_a_script_that_is_run_shares_its_names(tmp_path: Path) -> None:
    (tmp_path / "common.py").write_text("import torch\ndef head(name):\n    torch.load(name)\n")
    cells = [cell("%run ./common.py", "%run -i 'other.py'  # not there"), cell("head('head.pt')")]
    document = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "runs.ipynb").write_text(json.dumps(document, indent=1))
    (finding,) = scan([tmp_path]).findings
    assert (finding.grade, finding.artifacts[0].id) == ("runnable", "head.pt")
