"""Which files only serve development: tests, examples, benchmarks, documentation."""

from functools import lru_cache

from reach.discover.tree import folder_of, name_of

DOCUMENTATION = frozenset({"doc", "docs", "documentation"})

_FOLDERS = DOCUMENTATION | frozenset(
    {
        "__tests__",
        "bench",
        "benchmark",
        "benchmarks",
        "docs_src",
        "e2e",
        "example",
        "examples",
        "fixtures",
        "integration_tests",
        "sample",
        "samples",
        "test",
        "test_data",
        "testdata",
        "testing",
        "tests",
        "tutorial",
        "tutorials",
        "unit_tests",
        "unittests",
    }
)
_FILES = frozenset(
    {"conftest.py", "example.py", "examples.py", "noxfile.py", "test.py", "tests.py"}
)


@lru_cache(maxsize=1 << 15)
def is_development(path: str) -> bool:
    """Decided by the path below the scanned root alone: a root inside `tests` is not development.

    A Python package called `testing` counts too, although some libraries ship one.
    """
    name = name_of(path)
    stem = name.rpartition(".")[0]
    if name in _FILES or stem.startswith("test_") or stem.endswith(("_test", "_tests")):
        return True
    return any(_is_folder(part.lower().replace("-", "_")) for part in folder_of(path).split("/"))


def serves(path: str, package: str) -> bool:
    """Whether a file only serves development although the folder of this name, which a program is
    started from, is called like one that does."""
    folders = path.split("/")
    if package not in folders[:-1]:
        return is_development(path)
    return is_development("/".join(f for f in folders if f != package))


def is_folder(name: str) -> bool:
    """Whether files in a folder of this name serve development."""
    return _is_folder(name.lower().replace("-", "_"))


def _is_folder(name: str) -> bool:
    return name in _FOLDERS or name.startswith("tests_") or name.endswith("_tests")
