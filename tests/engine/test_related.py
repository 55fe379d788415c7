"""Modules that no model concerns are left out, and what is found stays the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from reach import linking
from reach.config import Options
from reach.extract.surface import surface
from reach.graph.related import Related, Wanted
from reach.records.finding import Report
from reach.records.project import SourceFile
from reach.scan import scan

OPTIONS = Options(jobs=1, cache=False)
LOADING = "import torch\n\n\ndef load(path):\n    return torch.load(path)\n"
SHOP = "def total(lines):\n    return sum(lines)\n\n\nprint(total([1, 2]))\n"


def matter(files: dict[str, str], *names: str) -> set[str]:
    """The modules that have to do with these names."""
    sources = [
        SourceFile(
            path,
            path.removesuffix(".py").removesuffix("/__init__").replace("/", "."),
            path.endswith("__init__.py"),
            "python",
            False,
            Path(path),
        )
        for path in files
    ]
    surfaces = {path: surface(text) for path, text in files.items()}
    related = Related(sources, surfaces, Wanted(names or ("torch.load",)))
    return {source.module for source in sources if related.concerns(source.path)}


def test_what_loads_and_what_does_not() -> None:
    assert matter({"model.py": LOADING, "shop.py": SHOP}) == {"model"}


@pytest.mark.parametrize(
    "text",
    [
        "import model\n",
        "from model import load\n",
        "def late():\n    from model import *\n",
        'NAME = "model.load"\n',
        'COMMAND = ["python", "tools/model.py"]\n',
        "import importlib\n\nimportlib.import_module(name())\n",
        "from importlib.metadata import entry_points\n",
    ],
)
def test_whoever_can_reach_what_loads(text: str) -> None:
    assert matter({"model.py": LOADING, "shop.py": SHOP, "main.py": text}) >= {"model", "main"}


def test_what_whoever_loads_imports() -> None:
    files = {
        "model.py": "import names\n" + LOADING,
        "names.py": "import more\n",
        "more.py": "x = 1",
    }
    assert matter(files) == {"model", "names", "more"}


def test_a_package_that_does_something_is_run_with_its_modules() -> None:
    files = {"tools/__init__.py": "import model\n", "tools/shop.py": SHOP, "model.py": LOADING}
    assert matter(files) == {"model", "tools", "tools.shop"}


def test_a_package_that_does_nothing_relates_nobody() -> None:
    files = {"tools/__init__.py": '"""Tools."""', "tools/shop.py": SHOP, "tools/model.py": LOADING}
    assert matter(files) == {"tools.model"}


def test_fixtures_are_given_to_all_tests_below() -> None:
    files = {"tests/conftest.py": LOADING, "tests/unit/test_it.py": "def test(load): load('x')\n"}
    assert matter(files) == {"tests.conftest", "tests.unit.test_it"}


def test_a_last_part_counts_only_with_its_package() -> None:
    assert matter({"data.py": "import json\n\njson.load(open('x'))\n"}) == set()
    assert matter({"data.py": "import json\n\njson.load(open('x'))\n"}, "*.load") == {"data"}
    assert matter({"a.py": "exec(text)\n"}, "<builtin>.exec") == {"a"}
    assert matter({"a.py": "import hub\n\nhub.load_model()\n"}, "hub.load_*") == {"a"}


def both(tree: Path) -> tuple[Report, Report]:
    """The reports without and with modules that no model concerns."""
    return scan([tree], OPTIONS), scan([tree], replace(OPTIONS, whole=True))


def test_nothing_is_resolved_where_nothing_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.py").write_text(LOADING + "\n\nload('a.pt')\n")
    (tmp_path / "shop.py").write_text(SHOP)
    graphs = []
    link = linking.link

    def kept(*given: object, **more: object) -> object:
        graphs.append(link(*given, **more))  # type: ignore[arg-type]
        return graphs[-1]

    monkeypatch.setattr(linking, "link", kept)
    related, whole = both(tmp_path)
    callers = [{body.name for body in graph.edges} for graph in graphs]
    assert callers == [{"model"}, {"model", "shop"}]
    assert related.findings == whole.findings
    assert [finding.location.path for finding in related.findings] == ["model.py"]


def test_what_is_used_after_all_is_read(tmp_path: Path) -> None:
    """A name that is put together leads to a module that nothing seemed to concern."""
    (tmp_path / "main.py").write_text(
        "import torch\n\nimport tools\n\n"
        "getattr(tools, 'na' + 'mes').load(torch.load)\ntorch.load('b.pt')\n"
    )
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "__init__.py").write_text("")
    (tmp_path / "tools" / "names.py").write_text("def load(how):\n    how('a.pt')\n")
    related, whole = both(tmp_path)
    assert related.findings == whole.findings
    places = [(each.location.path, each.location.line) for each in related.findings]
    assert sorted(places) == [("main.py", 6), ("tools/names.py", 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def shop(:\n", "syntax error"),
        ("x = " + "(" * 200 + "1" + ")" * 200 + "\n", "expression nested more than 120 deep"),
        ("x = " + "-" * 200 + "1\n", "expression nested more than 120 deep"),
        (
            "".join(" " * i + "if x:\n" for i in range(70)) + " " * 70 + "pass\n",
            "statements nested more than 60 deep",
        ),
        ("x = [" + "1, " * 6_000 + "]\n", "literal with more than 5000 elements"),
        (
            "def f():\n    from shop import *\n",
            "names that a function imports by * are not known",
        ),
    ],
    ids=["syntax", "parentheses", "signs", "statements", "elements", "stars"],
)
def test_what_cannot_be_read_of_other_modules_is_said(
    tmp_path: Path, text: str, reason: str
) -> None:
    (tmp_path / "model.py").write_text(LOADING + "\n\nload('a.pt')\n")
    (tmp_path / "other.py").write_text(text)
    related, whole = both(tmp_path)
    assert [(path, why) for path, _, why in related.skipped] == [("other.py", reason)]
    assert related.skipped == whole.skipped
    assert related.files == whole.files == 2
