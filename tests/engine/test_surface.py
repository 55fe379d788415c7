"""What is told of a file by its words, beside what reading it tells."""

import re
from pathlib import Path

import pytest

from reach.extract.lower import extract_source
from reach.extract.sources import load, python_of
from reach.extract.surface import Surface, surface
from reach.records import code as ir
from reach.records.project import SourceFile

FILES = sorted(Path("testdata").rglob("*.py"))
NAMED = re.compile(r"[A-Za-z_]\w*(?:[./\\:-]+[A-Za-z_]\w*)+")
Import = tuple[str, str, int]


def read(text: bytes) -> tuple[set[str], set[str], set[Import]]:
    """Names, parts of names in texts, and imports, as the facts of a file have them."""
    words: set[str] = set()
    named: set[str] = set()
    imports: set[Import] = set()
    for code in extract_source(text, "a.py", "a").codes:
        for op in code.ops:
            if op[0] == ir.ATTR:
                words.add(op[2])
            elif op[0] == ir.GLOBAL:
                words.add(op[1])
            elif op[0] == ir.FROM:
                words.add(op[2])
                imports.add((op[1], op[2], op[3]))
            elif op[0] == ir.IMPORT:
                imports.add((op[1], "", 0))
            elif op[0] == ir.CONST and isinstance(op[1], str) and len(op[1]) <= 400:
                if op[1].isidentifier():
                    words.add(op[1])
                for name in NAMED.findall(op[1]):
                    named.update(re.split(r"[./\\:-]+", name))
    return words, named, imports


def told(found: Surface) -> set[Import]:
    """Imports as the facts of a file have them; `import a.b` may bind `a` alone."""
    every = {(module, name, level) for module, names, level in found.imports for name in names}
    for module, names, _ in found.imports:
        if not names:
            every |= {(module, "", 0), (module.split(".")[0], "", 0)}
    return every


def test_nothing_that_reading_tells_is_missing() -> None:
    missing: dict[str, object] = {}
    for path in FILES:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        found = surface(text)
        words, named, imports = read(text.encode())
        plain = {word for word in words if not word.startswith("_")}  # others: mangled in classes
        plain -= {"*", "getattr", "isinstance"}  # of a star import, and of what a pattern means
        rest = plain - found.words, named - found.named, imports - told(found)
        if any(rest):
            missing[str(path)] = rest
    assert missing == {}


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ("import a", [("a", (), 0)]),
        ("import a.b as c, d", [("a.b", (), 0), ("d", (), 0)]),
        ("from a import b as c, d", [("a", ("b", "d"), 0)]),
        ("from . import b", [("", ("b",), 1)]),
        ("from .import b", [("", ("b",), 1)]),
        ("from ..a.b import (  # why\n    c,\n    d as e,\n)", [("a.b", ("c", "d"), 2)]),
        ("from a \\\n    import b, \\\n    c", [("a", ("b", "c"), 0)]),
        ("if x: import a; from b import *", [("b", ("*",), 0), ("a", (), 0)]),
        ("def f():\n    yield from a\n    raise b from c\n", []),
        ('x = \'import a\'  # import b\n"""\nfrom c import d\n"""\n', []),
        ("'''it's'''; import a", [("a", (), 0)]),
        ('r"\\""; import a', [("a", (), 0)]),
        ("x = it's\nimport a", [("a", (), 0)]),
    ],
)
def test_imports(text: str, imports: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert sorted(surface(text).imports) == sorted(imports)


def test_words_of_code_and_of_short_texts() -> None:
    found = surface('x.load("torch", f"{model.name}/a", "tools/run.py")  # comment\n')
    assert found.words >= {"x", "load", "torch", "model", "name", "tools", "run", "py"}
    assert found.named == {"tools", "run", "py"}
    assert "comment" not in found.words


def test_texts_that_follow_each_other_are_one() -> None:
    assert surface('x = ("tools."\n     "run")').named == {"tools", "run"}
    assert surface('x = ("tools", "run")').named == set()
    assert surface("x = 'a' " * 50_000).named == set()


@pytest.mark.parametrize("path", sorted(Path("testdata").rglob("*.ipynb")), ids=lambda p: p.stem)
def test_the_text_of_a_notebook_without_its_places(path: Path) -> None:
    file = SourceFile(path.name, path.stem, False, "notebook", False, path)
    try:
        loaded = load(file).text
    except ValueError as error:
        with pytest.raises(ValueError, match=re.escape(str(error))):
            python_of(file)
    else:
        assert python_of(file) == loaded


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ('"""What this is."""\n\n__version__ = "1.0"\nLIMIT = 3  # of them\npass\n', False),
        ("", False),
        ("import a\n", True),
        ("x = f()\n", True),
        ("def f(): pass\n", True),
    ],
)
def test_whether_a_module_does_anything(text: str, acts: bool) -> None:
    assert surface(text).acts is acts


@pytest.mark.parametrize(
    "text",
    [
        "from x" + " " * 200_000,
        "from " * 60_000,
        "from x import (a, " * 20_000,
        "import a" + ", " * 100_000,
        "'" * 200_001,
        '"\\' * 100_000,
        'f"{' * 80_000,
        "x = 'a' " * 40_000,
        "__name__ " * 40_000,
        "(" * 300_000,
    ],
    ids=range(10),
)
def test_hostile_texts_take_no_longer_than_their_length(text: str) -> None:
    """What grows with the square of these lengths does not end."""
    assert surface(text).words <= set(re.findall(r"\w+", text))
