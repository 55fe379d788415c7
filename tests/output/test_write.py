"""Files are written whole or not at all."""

import io
import os
from pathlib import Path

import pytest

from reach.errors import UsageError
from reach.output.write import write


def test_a_file_gets_the_text_in_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write("naïve 🙂\n", path)
    assert path.read_bytes() == "naïve 🙂\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.txt"]


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")
    path.chmod(0o640)
    write("new", path)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write("new", link)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_nothing_is_left_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    path.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match=r"cannot write .*report\.txt: No space left on device"):
        write("new", path)
    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.txt"]


def test_a_folder_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write("text", tmp_path / "missing" / "report.txt")


def test_a_stream_gets_escapes_for_what_it_cannot_hold() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    write("├─ ok\n", stream=stream)
    assert raw.getvalue() == b"\\u251c\\u2500 ok\n"


def test_a_dash_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write("text\n", Path("-"))
    assert capsys.readouterr().out == "text\n"
