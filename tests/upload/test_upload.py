"""What is sent, what is tried again, and what ends the upload with which words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reach import cli
from reach.errors import UsageError
from reach.upload import Destination, prepared, upload
from reach.upload import limits as bounds
from reach.upload.http import ATTEMPTS, Client
from tests.output.samples import REPORT, RULESET, read_source, severity_of
from tests.upload.server import TOKEN, Api, Step, running

PLACE = Destination("acme/chat", "0123456789abcdef0123456789abcdef01234567", "refs/heads/main")
NOW = 1_780_272_000.0


@pytest.fixture
def api() -> Iterator[Api]:
    with running() as server:
        yield server


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def client(api: Api, slept: list[float]) -> Client:
    return Client(api.url, TOKEN, sleep=slept.append, now=lambda: NOW, seconds=0.5)


def sarif() -> bytes:
    from reach.output.sarif import render

    return render(REPORT, RULESET, read_source, severity_of).encode()


def test_the_whole_way(api: Api, client: Client) -> None:
    receipt = upload(client, PLACE, prepared(sarif(), "service"))
    assert api.complaints == []
    assert receipt.status == "complete"
    (sent,) = api.uploads
    assert (sent["commit_sha"], sent["ref"]) == (PLACE.commit, PLACE.ref)
    (run,) = sent["log"]["runs"]
    assert run["automationDetails"] == {"id": "service/"}
    assert run["results"] == json.loads(sarif())["runs"][0]["results"]


def test_the_same_file_gives_the_same_text() -> None:
    assert prepared(sarif()) == prepared(sarif())


def test_it_waits_until_the_file_was_processed(
    api: Api, client: Client, slept: list[float]
) -> None:
    api.statuses = [{"processing_status": "pending"}] * 3 + [{"processing_status": "complete"}]
    assert upload(client, PLACE, prepared(sarif())).status == "complete"
    assert slept == [2.0, 5.0, 10.0, 20.0]


def test_it_does_not_wait_for_ever(api: Api, client: Client, slept: list[float]) -> None:
    api.statuses = [{"processing_status": "pending"}]
    receipt = upload(client, PLACE, prepared(sarif()), patience=30.0, clock=lambda: sum(slept))
    assert receipt.status == "pending"
    assert slept == [2.0, 5.0, 10.0]


def test_a_file_that_is_refused_later(api: Api, client: Client) -> None:
    api.statuses = [{"processing_status": "failed", "errors": ["rejecting SARIF"]}]
    receipt = upload(client, PLACE, prepared(sarif()))
    assert (receipt.status, receipt.errors) == ("failed", ("rejecting SARIF",))


@pytest.mark.parametrize(
    ("steps", "pauses"),
    [
        ([Step(500)], [1.0]),
        ([Step(502), Step(503), Step(504)], [1.0, 2.0, 4.0]),
        ([Step(503, {"Retry-After": "7"})], [7.0]),
        ([Step(429, {"Retry-After": "30"})], [30.0]),
        ([Step(429, {"Retry-After": "Mon, 01 Jun 2026 00:00:40 GMT"})], [40.0]),
        ([Step(429)], [60.0]),
        ([Step(403, {"Retry-After": "60"}, {"message": "secondary rate limit"})], [60.0]),
        (
            [Step(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW + 90:.0f}"})],
            [91.0],
        ),
        ([Step(0, cut=True)], [1.0]),
        ([Step(200, hang=1.0)], [1.0]),
    ],
)
def test_what_is_tried_again(
    api: Api, client: Client, slept: list[float], steps: list[Step], pauses: list[float]
) -> None:
    api.script = list(steps)
    assert upload(client, PLACE, prepared(sarif())).status == "complete"
    assert slept == [*pauses, 2.0]
    assert len(api.uploads) == 1


@pytest.mark.parametrize(
    ("steps", "complaint"),
    [
        ([Step(403, {}, {"message": "Code scanning is not enabled"})], "403 Code scanning is not"),
        ([Step(401, {}, {"message": "Bad credentials"})], "401 Bad credentials"),
        ([Step(404)], "404 no"),
        ([Step(400)], "400 no"),
        ([Step(413)], "413 no"),
        ([Step(301, {"Location": "http://127.0.0.1:9/"})], "it moved; give its new name"),
        ([Step(307, {"Location": "http://127.0.0.1:9/"})], "it moved; give its new name"),
        ([Step(429, {"Retry-After": "86400"})], "it asks to come back in 86400 s"),
        ([Step(500)] * ATTEMPTS, f"500 no; tried {ATTEMPTS} times"),
        ([Step(0, cut=True)] * ATTEMPTS, f"tried {ATTEMPTS} times"),
        ([Step(403, {}, {"message": f"token {TOKEN} is bad"})], "token *** is bad"),
    ],
)
def test_what_ends_it(
    api: Api, client: Client, slept: list[float], steps: list[Step], complaint: str
) -> None:
    api.script = list(steps)
    with pytest.raises(UsageError) as caught:
        upload(client, PLACE, prepared(sarif()))
    assert complaint in str(caught.value)
    assert TOKEN not in str(caught.value)
    assert len(api.requests) == len(steps)
    assert len(slept) == len(steps) - 1


def test_an_answer_that_names_no_analysis(api: Api, client: Client) -> None:
    api.script = [Step(202, {}, {"id": "../../user"})]
    with pytest.raises(UsageError, match="names no analysis"):
        upload(client, PLACE, prepared(sarif()))


@pytest.mark.parametrize(
    ("repository", "commit", "ref", "name"),
    [
        ("", PLACE.commit, PLACE.ref, "repository"),
        ("acme/../user", PLACE.commit, PLACE.ref, "repository"),
        ("acme", PLACE.commit, PLACE.ref, "repository"),
        ("acme/chat", "main", PLACE.ref, "commit"),
        ("acme/chat", PLACE.commit, "main", "ref"),
        ("acme/chat", PLACE.commit, "refs/heads/a\nb", "ref"),
    ],
)
def test_a_destination_that_is_none(repository: str, commit: str, ref: str, name: str) -> None:
    with pytest.raises(UsageError, match=f"--{name} "):
        Destination(repository, commit, ref)


@pytest.mark.parametrize(
    "address",
    ["http://api.example.org", "ftp://x", "file:///etc", "https://user:pass@api.example.org"],
)
def test_addresses_that_would_give_the_token_away(address: str) -> None:
    with pytest.raises(UsageError, match="--api-url"):
        Client(address, TOKEN)


def log(**run: Any) -> bytes:
    whole = {"tool": {"driver": {"name": "reach", "rules": []}}, "results": [], **run}
    return json.dumps({"version": "2.1.0", "runs": [whole]}).encode()


FLOW: dict[str, Any] = {"threadFlows": [{"locations": [{}] * 5_001}]}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "not SARIF: Expecting value"),
        (b"\xff", "not SARIF"),
        (b"[]", "not SARIF 2.1.0"),
        (b'{"version": "2.0.0", "runs": []}', "not SARIF 2.1.0"),
        (b'{"version": "2.1.0", "runs": []}', "expected a list of runs"),
        (b'{"version": "2.1.0", "runs": [{}]}', "each run needs a list of results"),
        (log(results=[{}] * 25_001), "25001 results; code scanning takes at most 25000"),
        (log(tool={"driver": {"rules": [{}] * 25_001}}), "25001 rules"),
        (log(tool={"driver": {}, "extensions": [{}] * 101}), "101 tool extensions"),
        (
            log(tool={"driver": {"rules": [{"id": "r", "properties": {"tags": ["t"] * 21}}]}}),
            "rule r: more than 20 tags",
        ),
        (log(results=[{"locations": [{}] * 1_001}]), "result 0: more than 1000 locations"),
        (log(results=[{}, {"codeFlows": [FLOW, FLOW]}]), "result 1: more than 10000 steps"),
        (
            json.dumps({"version": "2.1.0", "runs": json.loads(log())["runs"] * 21}).encode(),
            "21 runs per file",
        ),
        (
            json.dumps({"version": "2.1.0", "runs": json.loads(log())["runs"] * 2}).encode(),
            "two runs of reach have one category",
        ),
    ],
)
def test_files_that_would_be_refused(content: bytes, complaint: str) -> None:
    with pytest.raises(UsageError) as caught:
        prepared(content)
    assert complaint in str(caught.value)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_BYTES", 100)
    with pytest.raises(UsageError, match="bytes when compressed; 100 are allowed"):
        prepared(sarif())


ACTIONS = {
    "GITHUB_REPOSITORY": PLACE.repository,
    "GITHUB_SHA": PLACE.commit,
    "GITHUB_REF": "refs/pull/7/merge",
    "GITHUB_TOKEN": TOKEN,
}


def test_the_command_in_a_workflow(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {**ACTIONS, "GITHUB_API_URL": api.url}.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "reach.sarif"
    file.write_bytes(sarif())
    assert cli.run(["upload", str(file), "--category=service", "--wait=0"]) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{file}: uploaded for refs/pull/7/merge, not processed yet.\n"
    assert TOKEN not in shown.out + shown.err
    assert api.uploads[0]["ref"] == "refs/pull/7/merge"


def test_the_command_without_a_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    assert cli.run(["upload", str(tmp_path / "x.sarif")]) == 2
    assert capsys.readouterr().err == "reach: GITHUB_TOKEN is not set\n"
