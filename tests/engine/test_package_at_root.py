"""A package that is scanned alone, from the inside."""

from pathlib import Path

from reach.config import Options
from reach.scan import callgraph


def test_standard_modules_are_not_those_of_the_package(tmp_path: Path) -> None:
    package = tmp_path / "kit"
    package.mkdir()
    (package / "__init__.py").write_text("from .core import run\n")
    (package / "typing.py").write_text("class Shape:\n    pass\n")
    (package / "core.py").write_text(
        "import typing as t\n"
        "\n"
        "\n"
        "def plain(function):\n"
        "    def call(*given):\n"
        "        return function(*given)\n"
        "\n"
        "    return t.cast(type(function), call)\n"
        "\n"
        "\n"
        "@plain\n"
        "def run():\n"
        "    pass\n"
        "\n"
        "\n"
        "def main():\n"
        "    run()\n"
    )
    graph = callgraph(package, Options())
    assert graph["kit.core.main"] == ["kit.core.plain.call"]
    assert graph["kit.core.plain.call"] == ["kit.core.run"]


def test_an_installed_package_that_is_scanned_itself_means_itself(tmp_path: Path) -> None:
    package = tmp_path / "transformers"
    package.mkdir()
    (package / "__init__.py").write_text("from transformers.core import run\n")
    (package / "core.py").write_text("def run():\n    pass\n")
    (package / "cli.py").write_text(
        "import transformers\n\n\ndef main():\n    transformers.run()\n"
    )
    assert callgraph(package, Options())["transformers.cli.main"] == ["transformers.core.run"]
