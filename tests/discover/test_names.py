import json
from pathlib import Path

import pytest

from reach.discover import discover
from reach.records.project import Skipped
from tests.discover.conftest import Make, write


def names(files: dict[str, str], make: Make) -> dict[str, str]:
    return {source.path: source.module for source in make(files).sources}


def test_packages_are_named_from_the_outermost(make: Make) -> None:
    files = {"src/app/__init__.py": "", "src/app/sub/__init__.py": "", "src/app/sub/a.py": ""}
    project = make({**files, "pyproject.toml": "", "run.py": ""})
    assert [(source.module, source.is_package) for source in project.sources] == [
        ("run", False),
        ("app", True),
        ("app.sub", True),
        ("app.sub.a", False),
    ]
    assert project.roots == ("", "src")


def test_a_loose_script_has_its_stem(make: Make) -> None:
    files = {"scripts/train.py": "import common", "scripts/common.py": ""}
    assert names(files, make) == {"scripts/train.py": "train", "scripts/common.py": "common"}


def test_folders_without_init_count_when_they_are_imported(make: Make) -> None:
    files = {"models/net.py": "", "models/loss.py": "", "train.py": "from models.net import Net\n"}
    assert names(files, make) == {
        "models/loss.py": "models.loss",
        "models/net.py": "models.net",
        "train.py": "train",
    }


def test_modules_taken_from_a_folder_of_a_program(make: Make) -> None:
    main = "from core import store\nfrom routers import (\n    chat,  # answers\n    health,\n)\n"
    files = {"server/main.py": main, "server/core/store.py": "", "other/chat.py": ""}
    files |= {"server/routers/chat.py": "from core import store\n", "server/routers/health.py": ""}
    modules = names(files, make)
    assert modules["server/core/store.py"] == "core.store"
    assert modules["server/routers/chat.py"] == "routers.chat"
    assert modules["server/routers/health.py"] == "routers.health"
    assert modules["other/chat.py"] == "chat"


def test_a_relative_import_makes_a_namespace(make: Make) -> None:
    files = {"main.py": "from .nested.inner import f\n", "nested/inner.py": ""}
    assert names(files, make)["nested/inner.py"] == "nested.inner"


def test_a_namespace_package_below_a_source_folder(make: Make) -> None:
    files = {
        "pyproject.toml": "",
        "src/acme/vision/__init__.py": "",
        "src/acme/vision/a.py": "",
        "tests/test_a.py": "import os, acme.vision.a as a\n",
    }
    assert names(files, make)["src/acme/vision/a.py"] == "acme.vision.a"


def test_a_folder_inside_a_package_belongs_to_it(make: Make) -> None:
    files = {"app/__init__.py": "", "app/plugins/a.py": ""}
    assert names(files, make)["app/plugins/a.py"] == "app.plugins.a"


def test_one_name_for_one_file(make: Make) -> None:
    files = {
        "utils.py": "",
        "scripts/utils.py": "",
        "tools/utils.py": "",
        "tools/deep/helper.py": "",
        "tests/helper.py": "",
        "a/common/__init__.py": "",
        "b/common/__init__.py": "",
        "same.ipynb": "{}",
        "same.py": "",
    }
    assert names(files, make) == {
        "utils.py": "utils",
        "scripts/utils.py": "scripts.utils",
        "tools/utils.py": "tools.utils",
        "tools/deep/helper.py": "helper",
        "tests/helper.py": "tests.helper",
        "a/common/__init__.py": "a.common",
        "b/common/__init__.py": "b.common",
        "same.ipynb": "same#2",
        "same.py": "same",
    }


def test_a_package_that_loses_its_short_name_takes_its_modules_along(make: Make) -> None:
    files = {f"{image}/app/__init__.py": "" for image in ("a", "b", "tests/c")}
    assert names({**files, "a/app/main.py": "", "b/app/deep/alone.py": ""}, make) == {
        "a/app/__init__.py": "a.app",
        "a/app/main.py": "a.app.main",
        "b/app/__init__.py": "b.app",
        "b/app/deep/alone.py": "b.app.deep.alone",
        "tests/c/app/__init__.py": "tests.c.app",
    }


def test_a_root_that_is_a_package_gives_its_own_name(tmp_path: Path) -> None:
    write(tmp_path, {"outer/__init__.py": "", "outer/app/__init__.py": "", "outer/app/a/b.py": ""})
    modules = [source.module for source in discover(tmp_path / "outer" / "app").sources]
    assert modules == ["outer.app", "outer.app.a.b"]


def test_a_root_with_modules_named_like_standard_ones_is_a_package(tmp_path: Path) -> None:
    files = {"kit/__init__.py": "from .typing import Shape\n", "kit/typing.py": "import typing\n"}
    write(tmp_path, {**files, "kit/logging.py": "import logging, typing\n", "kit/core/app.py": ""})
    modules = [source.module for source in discover(tmp_path / "kit").sources]
    assert modules == ["kit", "kit.core.app", "kit.logging", "kit.typing"]


def test_a_folder_below_a_root_of_scripts_has_its_own_name(tmp_path: Path) -> None:
    files = {"tools/__init__.py": "", "tools/run.py": "import common\n", "tools/common.py": ""}
    write(tmp_path, {**files, "tools/inner/part.py": ""})
    modules = [source.module for source in discover(tmp_path / "tools").sources]
    assert modules == ["__init__", "common", "inner.part", "run"]


@pytest.mark.parametrize(
    "statement",
    [
        "sys.path.append('lib')",
        "sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'lib'))",
        "sys.path.insert(\n    0,\n    os.path.dirname(os.path.abspath(__file__)) + '/lib',\n)",
        "sys.path.append(str(Path(__file__).resolve().parent / 'lib'))",
        "sys.path += [f'{Path(__file__).parent}/lib']",
        "sys.path[:0] = ['lib']",
        "sys.path = [os.path.join(os.getcwd(), 'lib')] + sys.path",
        "HERE = Path(__file__).parents[0]\nLIB = HERE / 'lib'\nsys.path.extend([str(LIB)])",
        "if True: sys.path.append('./lib')",
    ],
)
def test_folders_that_code_puts_on_the_path_are_roots(make: Make, statement: str) -> None:
    project = make({"run.py": f"import sys\n{statement}\n", "lib/helper.py": ""})
    assert project.roots == ("", "lib")
    assert project.skipped == ()


def test_a_notebook_adds_the_folder_above_it(make: Make) -> None:
    source = ["import sys\n", 'sys.path.append("..")']
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": source}]})
    assert make({"a/nb/x.ipynb": notebook, "a/helper.py": ""}).roots == ("", "a")


def test_a_path_that_text_does_not_tell_is_reported(make: Make) -> None:
    text = "import sys\nold = sys.path[:]\nsys.path.append(find())\nsys.path = old\n"
    assert make({"run.py": text}).skipped == (
        Skipped("run.py", "sys.path entry not known: find()", 3),
    )


def test_a_path_outside_the_tree_is_reported(make: Make) -> None:
    text = "import sys, os\nsys.path.append(os.path.dirname(__file__) + '/../lib')\n"
    assert make({"run.py": text}).skipped == (
        Skipped("run.py", "sys.path entry not known: it leaves the scanned root", 2),
    )


def test_a_package_with_the_program_is_not_for_development(make: Make) -> None:
    files = {
        "pyproject.toml": """
            [project]
            name = "bench"
            version = "1.0"
            [project.scripts]
            bench = "bench.cli:main"
            """,
        "bench/__init__.py": "",
        "bench/cli.py": "def main(): ...\n",
        "bench/api/__init__.py": "",
        "bench/api/serve.py": "",
        "bench/tests/__init__.py": "",
        "bench/tests/check.py": "",
        "benchmarks/speed.py": "",
    }
    sources = {source.path: source.development for source in make(files).sources}
    assert [path for path, development in sources.items() if development] == [
        "bench/tests/__init__.py",
        "bench/tests/check.py",
        "benchmarks/speed.py",
    ]
    without = {path: text for path, text in files.items() if path != "pyproject.toml"}
    assert all(source.development for source in make({**without, "pyproject.toml": ""}).sources)


def test_a_package_called_doc_is_no_documentation(make: Make) -> None:
    files = dict.fromkeys(
        (
            "core/__init__.py",
            "core/types/__init__.py",
            "core/types/doc/__init__.py",
            "core/types/doc/document.py",
            "core/tests/__init__.py",
            "core/tests/doc/__init__.py",
            "docs/__init__.py",
            "docs/conf.py",
        ),
        "",
    )
    sources = {source.path for source in make(files).sources if source.development}
    assert sources == {
        "core/tests/__init__.py",
        "core/tests/doc/__init__.py",
        "docs/__init__.py",
        "docs/conf.py",
    }
