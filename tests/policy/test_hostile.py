"""Whatever is in a feed, a lock or a policy: an error of ours, or a record."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reach.errors import ReachError
from reach.feed.documents import parse as parse_json
from reach.feed.documents import table
from reach.feed.load import bundle
from reach.lock.read import digest
from reach.lock.read import parse as parse_lock
from reach.policy.read import read
from reach.rules.load import load

RULESET = load()
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=3,
)
KEYS = st.sampled_from(
    ("id", "summary", "affected", "references", "credits", "published", "database_specific")
)
TOML = st.sampled_from(
    (
        "allow = 'x'",
        "allow = [1]",
        "pin = 2",
        "[require]",
        "[require.deployed]",
        "[[exceptions]]",
        "rule = 'x'",
        "expires = 2020-01-01",
        "[publishers]",
        "[[artifact]]",
        "commit = 'a'",
        "files = [{path = 1}]",
        "\0",
        "[[",
        "[block]",
        "grade = []",
    )
)


def said(reading: Callable[[], object]) -> str:
    """The error that reading ends in; empty for none."""
    try:
        reading()
    except ReachError as error:
        return str(error)
    return ""


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_any_bytes_are_no_feed(data: bytes) -> None:
    complaint = said(lambda: bundle(table(parse_json(data, "f.json"), "f.json")))
    assert complaint.startswith("f.json: ")


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=2))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_entries(entries: list[dict[str, object]]) -> None:
    whole = {"version": 1, "updated": "2026-01-01T00:00:00Z", "advisories": entries}
    complaint = said(lambda: bundle(table(whole, "f.json")))
    assert not complaint or complaint.startswith("f.json: ")


@given(st.lists(TOML, max_size=6))
@settings(deadline=None)
def test_any_lock(lines: list[str]) -> None:
    body = "\n".join(lines)
    whole = f'version = 1\ndigest = "sha256:{digest(body)}"\n{body}'
    for complaint in (
        said(lambda: parse_lock(body, Path("models.lock"))),
        said(lambda: parse_lock(whole, Path("models.lock"))),
    ):
        assert not complaint or complaint.startswith("models.lock: ")


@given(st.lists(TOML, max_size=6))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_policy(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "reach-policy.toml"
    file.write_text("version = 1\n" + "\n".join(lines), "utf-8")
    complaint = said(lambda: read(file, RULESET))
    assert not complaint or complaint.startswith(f"{file}: ")
