"""Small trees, written out where a test can see them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from reach.discover import discover
from reach.records.project import Project

Make = Callable[[dict[str, str]], Project]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write files below a fresh root and discover it."""

    def build(files: dict[str, str]) -> Project:
        write(tmp_path, files)
        return discover(tmp_path)

    return build


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).lstrip("\n"))
