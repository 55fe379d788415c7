"""Files with more in them than is read: the beginning counts, and where it ends is said."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.extract import scope
from reach.extract.cut import MAX_TOKENS, SMALL, readable
from reach.extract.lower import extract_source
from reach.scan import scan

REASON = f"only the first {MAX_TOKENS:,} names, texts and signs of a file are read"


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        (b"f()\n", 3),
        (b"x = 1, 'a b c', r'\\d', '''a b'''\n", 10),
        (b"'\\n\\n'\n", 3),
        (b"f'{a}{b+c}'\n", 8),
        (b'f"""{a}"""\n', 9),
        (b"# f() - f()\n", 1),
        ("größe - 'größe'\n".encode(), 3),
        (b"'\n", 1),
    ],
)
def test_what_counts(line: bytes, tokens: int) -> None:
    fits = MAX_TOKENS // tokens
    read, problems = readable(line * (max(fits, SMALL // len(line)) + 1))
    assert len(read) == fits * len(line)
    assert problems == [(read.count(b"\n") + 1, REASON)]
    assert readable(line * 100) == (line * 100, [])


def test_the_beginning_is_scanned(tmp_path: Path) -> None:
    text = "import torch\ntorch.load('a.pt')\n" + "[1, 2, 3],\n" * 90_000 + "torch.load('b.pt')\n"
    (tmp_path / "a.py").write_text(text)
    report = scan([tmp_path], Options(jobs=1))
    assert [f.location.line for f in report.findings] == [2]
    ((path, line, reason),) = report.skipped
    assert (path, reason) == ("a.py", REASON)
    assert line is not None
    assert 70_000 < line < 80_000


def test_functions_of_a_module_with_too_many_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "_MAX_OPS", 50)
    text = "def f():\n    return g()\n" + "f()\n" * 60 + "def h(): pass\n"
    facts = extract_source(text.encode(), "a.py", "a")
    assert facts.problems == ((1, "too many operations in the module body"),)
    assert [(code.name, len(code.ops) > 1) for code in facts.codes] == [("", True), ("f", True)]


@pytest.mark.parametrize("text", [b'"\\' * 400_000, b"'''\\'" * 200_000, b'"""' + b"\\" * 900_000])
def test_texts_that_nobody_closes_take_no_longer_than_their_length(text: bytes) -> None:
    """What grows with the square of these lengths does not end."""
    read, problems = readable(text)
    assert text.startswith(read)
    assert (problems == []) is (read == text)
