"""The configuration file: where it is looked for, and what it may say."""

from pathlib import Path

import pytest

from reach import config
from reach.errors import ConfigError


def test_every_key(tmp_path: Path) -> None:
    (tmp_path / "reach.toml").write_text(
        'exclude = ["vendor/"]\nfail-on = "never"\njobs = 3\nmin-grade = "public"\n'
        'rules = ["more.toml"]\nstrict = true\n'
    )
    assert config.load(tmp_path) == config.Options(
        jobs=3,
        exclude=("vendor/",),
        rules=(tmp_path / "more.toml",),
        fail_on="never",
        min_grade="public",
        strict=True,
    )


def test_nearest_file_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.reach]\njobs = 1\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert config.load(inner).jobs == 1
    (tmp_path / "a" / "reach.toml").write_text("jobs = 2\n")
    assert config.load(inner).jobs == 2
    (inner / "pyproject.toml").write_text("[tool.other]\nreach = 1\n")
    assert config.load(inner).jobs == 2


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    (tmp_path / "reach.toml").write_text("jobs = 2\n")
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert config.load(tmp_path / "repository").jobs == 0


def test_a_file_is_governed_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "reach.toml").write_text("strict = true\n")
    (tmp_path / "main.py").touch()
    assert config.load(tmp_path / "main.py").strict


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('fail_on = "never"', "unknown key 'fail_on', did you mean 'fail-on'?"),
        ("zzz = 1", "unknown key 'zzz'; keys are cache, exclude, fail-on, feed-key"),
        ('jobs = "many"', "jobs: expected a whole number"),
        ("jobs = true", "jobs: expected a whole number"),
        ("jobs = -1", "jobs: expected a whole number"),
        ('exclude = "vendor"', "exclude: expected a list of strings"),
        ("exclude = [1]", "exclude: expected a list of strings"),
        ('min-grade = "never"', "min-grade: 'never' is not one of dormant, development"),
        ("strict = 1", "strict: expected true or false"),
        ("jobs = ]", "Invalid value (at line 1"),
        ("a = " + "[" * 5000, "reach.toml: "),
    ],
)
def test_mistakes_name_file_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "reach.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        config.load(tmp_path)
    assert str(caught.value).startswith(f"{file}: ")
    assert complaint in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "reach.toml").write_bytes(b'exclude = ["caf\xe9"]\n')
    with pytest.raises(ConfigError, match="not UTF-8 at byte 15"):
        config.load(tmp_path)


def test_a_foreign_broken_pyproject_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project\n")
    assert config.load(tmp_path) == config.Options()


def test_a_broken_pyproject_that_speaks_of_reach(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.reach\njobs = 1\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: "):
        config.load(tmp_path)


def test_the_table_must_be_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\nreach = 1\n")
    with pytest.raises(ConfigError, match=r"tool\.reach: expected a table"):
        config.load(tmp_path)
