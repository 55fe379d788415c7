"""Policies that are wrong: one line with file, key and what to do."""

from pathlib import Path

import pytest

from reach.errors import PolicyError
from reach.policy import read
from reach.rules.load import load

RULESET = load()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "version: is None, and this reach reads 1: write version = 1"),
        ("version = 2", "version: is 2, and this reach reads 1"),
        ("version = 1\npublisher = 3", "publisher: unknown key; did you mean 'publishers'?"),
        (
            "version = 1\n[publishers]\nalow = []",
            "publishers.alow: unknown key; did you mean 'allow'?",
        ),
        ("version = 1\npublishers = 3", "publishers: must be a table"),
        ("version = 1\n[publishers]\nallow = 'acme'", "publishers.allow: must be a list"),
        (
            "version = 1\n[publishers]\nallow = ['acme/x']",
            "publishers.allow: 'acme/x' is malformed",
        ),
        (
            "version = 1\n[publishers]\nallow = ['a', 'a']",
            "publishers.allow: names something twice",
        ),
        (
            "version = 1\n[publishers]\nallow = ['Acme']\ndeny = ['acme']",
            "publishers: 'acme' is allowed and denied: remove one",
        ),
        ("version = 1\n[require.exposd]\npin = true", "require.exposd: unknown key; did you mean"),
        (
            "version = 1\n[require.exposed]\nformats = ['safetensor']",
            "require.exposed.formats: 'safetensor' is not known; did you mean 'safetensors'?",
        ),
        (
            "version = 1\n[require.exposed]\npin = 'yes'",
            "require.exposed.pin: must be true or false",
        ),
        (
            "version = 1\n[block]\ntorch-laod = 'exposed'",
            "block.torch-laod: unknown key; did you mean 'torch-load'?",
        ),
        ("version = 1\n[block]\ntorch-load = 'all'", "block.torch-load: 'all' is not known"),
        ("version = 1\n[worse]\ngrade = 'high'", "worse.grade: 'high' is not known"),
        ("version = 1\n[signatures]\nkeys = ['ab']", "signatures.keys: 'ab' is malformed"),
        (
            "version = 1\n[[exceptions]]\nrule = 'pin-requird'",
            "exceptions[1].expires: must be a day, written without quotes",
        ),
        (
            "version = 1\n[[exceptions]]\nexpires = 2027-01-01\nrule = 'pin-requird'",
            "exceptions[1].rule: 'pin-requird' is not known; did you mean 'pin-required'?",
        ),
        (
            "version = 1\n[[exceptions]]\nexpires = '2027-01-01'\nrule = 'pin-required'",
            "exceptions[1].expires: must be a day, written without quotes",
        ),
        (
            "version = 1\n[[exceptions]]\nexpires = 2027-01-01\nrule = 'pin-required'\n"
            "artifact = 'a/b'\nreason = 'x'",
            "exceptions[1].owner: missing",
        ),
        (
            "version = 1\n[[exceptions]]\nexpires = 2027-01-01\nrule = 'pin-required'\n"
            "artifact = 'a/b'\nowner = 'us'\nreason = ' '",
            "exceptions[1].reason: is empty: say who answers for it, and why",
        ),
        ("version = 1\n[publishers", "cannot be read: "),
    ],
)
def test_wrong_policies(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "reach-policy.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        read(file, RULESET)
    assert str(caught.value).startswith(f"{file}: {said}")


def test_one_exception_twice(tmp_path: Path) -> None:
    file = tmp_path / "reach-policy.toml"
    one = (
        "[[exceptions]]\nexpires = 2027-01-01\nrule = 'pin-required'\nartifact = 'a/b'\n"
        "owner = 'us'\nreason = 'later'\n"
    )
    file.write_text("version = 1\n" + one + one, "utf-8")
    with pytest.raises(
        PolicyError, match=r"pin-required for a/b in [*] is there twice: remove one"
    ):
        read(file, RULESET)


def test_the_example_of_the_docs(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "policy.md"
    example = page.read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    file = tmp_path / "reach-policy.toml"
    file.write_text(example, "utf-8")
    found = read(file, RULESET)
    assert found.publishers.allow
    assert [r.grade for r in found.requirements] == ["runnable", "exposed", "deployed"]
    assert found.exemptions[0].owner
