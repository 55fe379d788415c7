"""What leaves a sweep: SARIF in files and in uploads, messages, the dashboard."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from reach import cli
from reach.errors import UsageError
from reach.sweep import webhook
from reach.sweep.reports import file_name, upload_all
from reach.sweep.store.schema import repositories
from reach.upload.http import Client
from tests.history.repositories import commit, git, replace
from tests.sweep.nights import SECOND, Nights
from tests.upload import server as code_scanning

SECRET = "a secret of this test"


@dataclass
class Receiver:
    """A program that is told what is new."""

    url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses that come before all others are 204."""
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            signed = self.headers["X-Reach-Timestamp"].encode() + b"." + body
            expected = "sha256=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
            if self.headers["X-Reach-Signature-256"] != expected:
                made.complaints.append("signature")
            status = made.answers.pop(0) if made.answers else 204
            made.names.append(self.headers["X-Reach-Delivery"])
            if status == 204:
                made.messages.append(json.loads(body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}/hook"
    yield made
    server.shutdown()
    server.server_close()
    assert made.complaints == []


def told(nights: Nights, sweep: int, receiver: Receiver) -> int:
    client = Client(receiver.url, "", sleep=lambda _: None)
    return webhook.deliver(nights.store, sweep, receiver.url, SECRET, client=client)


def test_what_is_new_and_exposed_is_told_once(nights: Nights, receiver: Receiver) -> None:
    folder = nights.repository("one")
    nights.repository("two", SECOND)
    nights.sweep()
    receiver.answers = [500, 429]
    assert told(nights, 1, receiver) == 1
    assert len(set(receiver.names)) == 1
    assert len(receiver.names) == 3
    (message,) = receiver.messages
    assert message["event"] == "new-findings"
    assert [(f["rule"], f["path"], f["grade"]) for f in message["findings"]] == [
        ("torch-load", "serve.py", "exposed")
    ]
    assert told(nights, 1, receiver) == 0
    replace(folder, "app.py", "return loader.chat()(text)", "return loader.draft()(text)")
    commit(folder)
    nights.sweep()
    assert told(nights, 2, receiver) == 1
    (found,) = receiver.messages[1]["findings"]
    assert (found["was"], found["grade"], found["first_seen"]) == ("runnable", "exposed", 1)


def test_a_message_that_did_not_arrive_is_sent_again(nights: Nights, receiver: Receiver) -> None:
    nights.repository("two", SECOND)
    nights.sweep()
    receiver.answers = [503] * 6
    with pytest.raises(UsageError, match="tried 6 times"):
        told(nights, 1, receiver)
    assert told(nights, 1, receiver) == 1
    assert len(receiver.messages) == 1


def test_what_one_night_could_not_tell_the_next_one_does(
    nights: Nights, receiver: Receiver
) -> None:
    folder = nights.repository("two", SECOND)
    nights.sweep()
    assert told(nights, 1, receiver) == 1
    replace(folder, "serve.py", "weights.pt", "others.pt")
    commit(folder)
    nights.sweep()
    receiver.answers = [503] * 6
    with pytest.raises(UsageError, match="tried 6 times"):
        told(nights, 2, receiver)
    nights.sweep()
    assert told(nights, 3, receiver) == 1
    assert [f["models"] for f in receiver.messages[1]["findings"]] == ["others.pt"]
    assert told(nights, 3, receiver) == 0


def test_many_findings_are_several_messages(
    nights: Nights, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BATCH", 1)
    for number in range(3):
        nights.repository(f"r{number}", SECOND)
    nights.sweep()
    receiver.answers = [204, 400]
    with pytest.raises(UsageError, match="400"):
        told(nights, 1, receiver)
    assert told(nights, 1, receiver) == 2
    names = [each["findings"][0]["repository"] for each in receiver.messages]
    assert [Path(name).name for name in names] == ["r0", "r1", "r2"]


@pytest.mark.parametrize("secret", [None, "", "short"])
def test_a_webhook_needs_a_secret(secret: str | None) -> None:
    with pytest.raises(UsageError, match="REACH_WEBHOOK_SECRET"):
        webhook.checked(secret)


def test_a_webhook_is_safe_on_the_way(nights: Nights) -> None:
    with pytest.raises(UsageError, match="--webhook: expected an https address"):
        webhook.deliver(nights.store, 1, "http://example.org/hook", SECRET)


def test_uploads(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    one = nights.repository("one")
    nights.repository("two", SECOND)
    nights.sweep()
    with code_scanning.running() as api:
        host = api.url.removeprefix("http://")
        with nights.store.writing() as connection:
            for name, owner in (("one", "acme"), ("two", "acme")):
                row = repositories.c.name == str(nights.folder / name)
                address = f"{api.url}/{owner}/{name}.git"
                values = {"name": f"{host}/{owner}/{name}", "address": address}
                connection.execute(update(repositories).where(row).values(values))
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        monkeypatch.setenv("GITHUB_TOKEN", code_scanning.TOKEN)
        api.script = [code_scanning.Step(403)]

        def client(address: str, token: str) -> Client:
            return Client(address, token, sleep=lambda _: None)

        first = list(upload_all(nights.store, api.url, host, client))
        assert [(each.status) for each in first] == ["failed", "pending"]
        second = list(upload_all(nights.store, api.url, host, client))
        assert [each.repository for each in second] == [f"{host}/acme/one"]
        assert list(upload_all(nights.store, api.url, host, client)) == []
        assert api.complaints == []
        uploads = {upload["commit_sha"]: upload for upload in api.uploads}
        sent = uploads[git(one, "rev-parse", "HEAD")]
        assert sent["ref"] == "refs/heads/main"
        assert sent["log"]["runs"][0]["automationDetails"]["id"] == "reach-sweep/"
        rules = {result["ruleId"] for result in sent["log"]["runs"][0]["results"]}
        assert "torch-load/public" in rules


def test_the_commands(
    nights: Nights, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REACH_WEBHOOK_SECRET", SECRET)
    nights.repository("two", SECOND)
    words = ["sweep", str(nights.list), "--store", nights.where, "--cache-dir", str(tmp_path / "c")]
    page, folder = tmp_path / "page.html", tmp_path / "sarif"
    more = ["--dashboard", str(page), "--sarif", str(folder), "--webhook", receiver.url]
    assert cli.run([*words, *more]) == 0
    assert len(receiver.messages) == 1
    assert "Model loads in our repositories" in page.read_text()
    (file,) = folder.iterdir()
    assert file.name == f"{file_name(str(nights.folder / 'two'))}.sarif"
    results = json.loads(file.read_text())["runs"][0]["results"]
    assert "torch-load/exposed" in [each["ruleId"] for each in results]
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "serve.py"
    assert cli.run(["sweep", "notify", receiver.url, "--store", nights.where]) == 0
    assert len(receiver.messages) == 1
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    assert cli.run(["sweep", "upload", "--store", nights.where]) == 2


def test_names_of_files_are_not_for_the_repository_to_choose() -> None:
    assert "/" not in file_name("../../etc/passwd")
    assert file_name("a/b") != file_name("a_b")
    assert len(file_name("x" * 5000)) < 120
