"""`reach lock` and `reach lock --check` against a hub on loopback, through the real client."""

import hashlib
from pathlib import Path

import pytest

from reach import cli
from reach.lock import read
from tests.lock.server import State

pytest.importorskip("huggingface_hub")
pytest.importorskip("tomli_w")


def lock(hub: State, *options: str) -> int:
    return cli.run(["lock", "--endpoint", hub.url, *options])


def check(hub: State, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    status = lock(hub, "--check")
    told = capsys.readouterr().out.splitlines()
    assert status == (0 if "as they were locked" in told[0] else 1), told
    return told


def test_what_is_locked(project: Path, hub: State) -> None:
    assert lock(hub) == 0
    found = read(project / "models.lock")
    assert [e.key for e in found.entries] == [
        ("dataset", "acme/facts", None),
        ("model", "acme/chat", None),
        ("model", "acme/tagged", "v1"),
    ]
    chat = found.entry("acme/chat")
    assert chat is not None
    assert chat.commit == hub.repositories["model", "acme/chat"].refs["main"]
    assert (chat.publisher, chat.license, chat.base_models) == (
        "acme",
        "apache-2.0",
        ("other/base",),
    )
    assert chat.datasets == ("acme/facts", "other/more")
    assert (chat.card, chat.safetensors, chat.gated) == (True, True, None)
    assert chat.modified == "2026-10-01T12:00:00Z"
    files = {file.path: file for file in chat.files}
    assert files["model.safetensors"].sha256 == hashlib.sha256(b"weights").hexdigest()
    assert (files["model.safetensors"].size, files["model.safetensors"].format) == (
        7,
        "safetensors",
    )
    assert files["config.json"].sha256 is None
    assert files["config.json"].git == hashlib.sha1(b"blob 2\0{}").hexdigest()
    tagged = found.entry("acme/tagged", asked="v1")
    assert tagged is not None
    assert (tagged.safetensors, tagged.card) == (False, False)
    assert found.commit("acme/tagged", asked="v1") == tagged.commit
    assert found.commit("acme/tagged") is None


def test_the_same_hub_gives_the_same_bytes(project: Path, hub: State) -> None:
    assert lock(hub) == 0
    first = (project / "models.lock").read_bytes()
    assert lock(hub) == 0
    assert (project / "models.lock").read_bytes() == first


def test_no_drift(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    lock(hub)
    assert check(hub, capsys) == ["models.lock: 3 repositories are as they were locked"]


def test_a_tag_pushed_by_force(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    tagged = hub.repositories["model", "acme/tagged"]
    old = tagged.refs["v1"]
    new = tagged.push({"pytorch_model.bin": b"another"}, "v1")
    assert check(hub, capsys) == [f"acme/tagged@v1: v1 moved from {old[:12]} to {new[:12]}"]
    del tagged.commits[old]
    assert check(hub, capsys) == [
        f"acme/tagged@v1: v1 moved from {old[:12]} to {new[:12]}, and the locked commit is gone"
    ]


def test_a_new_commit_on_the_main_branch(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    chat = hub.repositories["model", "acme/chat"]
    old, new = chat.refs["main"], chat.push({"model.safetensors": b"more"})
    assert check(hub, capsys) == [f"acme/chat: the main branch moved from {old[:12]} to {new[:12]}"]


def test_deleted_after_a_takedown(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    old = hub.repositories["model", "acme/chat"].refs["main"]
    hub.remove("acme/chat")
    told = check(hub, capsys)
    assert told == [
        "acme/chat is not there: deleted, taken down, renamed without a trace, or private; "
        f"it was locked at {old[:12]}"
    ]
    assert lock(hub) == 1
    found = read(project / "models.lock")
    assert [(u.repository, u.reason, u.commit) for u in found.unlocked] == [
        ("acme/chat", "missing", old)
    ]
    assert len(found.entries) == 2
    assert lock(hub) == 1
    assert read(project / "models.lock") == found


def test_the_feed_knows_why_it_is_gone(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    hub.remove("acme/chat")
    who = ["--by", "Labs", "--reference", "https://example.com", "--on", "2026-11-20"]
    assert cli.run(["feed", "add", "acme/chat", "--summary", "opens a shell", *who]) == 0
    told = check(hub, capsys)
    assert told[0].startswith("acme/chat is not there: deleted, taken down")
    assert told[1].startswith("acme/chat was reported by Labs on 2026-11-20: opens a shell (x_own-")


def test_disabled_and_gated(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    lock(hub)
    hub.repositories["model", "acme/chat"].refuse = "disabled"
    hub.repositories["model", "acme/tagged"].refuse = "gated"
    told = check(hub, capsys)
    assert told[0].startswith("acme/chat was disabled by the hub; it was locked at ")
    assert told[1].startswith("acme/tagged@v1 is gated: ask its owner for access")
    assert lock(hub) == 1
    reasons = {u.repository: u.reason for u in read(project / "models.lock").unlocked}
    assert reasons == {"acme/chat": "disabled", "acme/tagged": "gated"}


def test_gated_with_access(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    hub.repositories["model", "acme/chat"].gated = "manual"
    lock(hub)
    entry = read(project / "models.lock").entry("acme/chat")
    assert entry is not None
    assert entry.gated == "manual"
    hub.repositories["model", "acme/chat"].gated = False
    assert check(hub, capsys) == ["acme/chat: access is open now, and was manual"]


def test_renamed(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    lock(hub)
    chat = hub.repositories.pop(("model", "acme/chat"))
    chat.name = "newer/chat"
    hub.repositories["model", "newer/chat"] = chat
    hub.renamed["model", "acme/chat"] = "newer/chat"
    assert check(hub, capsys) == [
        "acme/chat is called newer/chat on the hub now: who registers the old name owns what this "
        "code loads; write the new one"
    ]
    assert lock(hub) == 0
    entry = read(project / "models.lock").entry("acme/chat")
    assert entry is not None
    assert (entry.name, entry.publisher) == ("newer/chat", "newer")


def test_a_missing_tag(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    lock(hub)
    del hub.repositories["model", "acme/tagged"].refs["v1"]
    assert check(hub, capsys)[0].startswith("acme/tagged@v1 has no such revision; it was locked at")


def test_other_files_under_the_same_commit(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    chat = hub.repositories["model", "acme/chat"]
    chat.commits[chat.refs["main"]]["model.safetensors"] = b"swapped"
    assert check(hub, capsys) == [
        "acme/chat: model.safetensors is another file, though the commit is the same"
    ]


def test_the_code_changed(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    lock(hub)
    file = project / "app.py"
    file.write_text(file.read_text("utf-8").replace('"acme/chat"', '"acme/talk"'), "utf-8")
    hub.asked.clear()
    capsys.readouterr()
    assert cli.run(["lock", "--check", "--offline"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "acme/talk is loaded at app.py:6 and is not in the lock: run `reach lock`",
        "acme/chat is in the lock and nothing loads it: run `reach lock`",
    ]
    assert hub.asked == []


@pytest.mark.parametrize("how", ["down", "gone"])
def test_a_hub_that_does_not_answer(
    how: str, project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    before = (project / "models.lock").read_bytes()
    hub.broken = how == "down"
    url = hub.url if how == "down" else "http://127.0.0.1:9"
    assert cli.run(["lock", "--endpoint", url]) == 2
    told = capsys.readouterr().err
    assert f"{url}: no answer about acme/facts: " in told
    assert "the lock stays as it was" in told
    assert cli.run(["lock", "--check", "--endpoint", url]) == 2
    assert (project / "models.lock").read_bytes() == before


def test_offline_mode_of_the_client(
    project: Path,
    hub: State,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    from huggingface_hub.utils import _http

    _http.close_session()
    try:
        assert lock(hub) == 2
    finally:
        monkeypatch.undo()
        _http.close_session()
    assert "HF_HUB_OFFLINE is set" in capsys.readouterr().err
    assert not (project / "models.lock").exists()


def test_no_lock_to_check(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    assert lock(hub, "--check") == 2
    assert "models.lock: there is no lock; `reach lock` makes one" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text[: len(text) // 2], "models.lock: not whole, or merged by hand: "),
        (lambda text: text[: text.rindex("[[artifact]]")], "models.lock: digest: does not belong"),
        (lambda text: text.replace("acme/facts", "evil/facts"), "models.lock: digest: does not"),
        (
            lambda text: text.replace("version = 1", "version = 9"),
            "models.lock: version: is 9, and",
        ),
        (lambda text: "<<<<<<< HEAD\n" + text, "models.lock: not whole, or merged by hand: "),
        (lambda text: "", "models.lock: version: is None, and this reach reads 1"),
    ],
)
def test_a_lock_that_is_not_whole(
    spoil: object, said: str, project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(hub)
    file = project / "models.lock"
    assert callable(spoil)
    broken = spoil(file.read_text("utf-8"))
    file.write_text(broken, "utf-8")
    capsys.readouterr()
    assert lock(hub) == 2
    assert said in capsys.readouterr().err
    assert file.read_text("utf-8") == broken


def test_line_ends_of_a_checkout_do_not_matter(project: Path, hub: State) -> None:
    lock(hub)
    file = project / "models.lock"
    whole = read(file)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert read(file) == whole


def test_what_a_lock_tells_the_feed(project: Path, hub: State) -> None:
    """An advisory about a commit, or a file, meets loads that were locked at it."""
    from datetime import date

    from reach.config import Options
    from reach.feed.compose import Report, composed, text_of
    from reach.scan import scan

    assert lock(hub) == 0
    commit = hub.repositories["model", "acme/chat"].refs["main"]
    digest = hashlib.sha256(b"pickle").hexdigest()
    (project / "feed").mkdir()
    for number, name in enumerate((f"acme/chat@{commit}", f"some/where#sha256:{digest}")):
        report = Report(
            [name], f"bad {number}", "Labs", "https://e.org", "malicious", "model", None
        )
        text = text_of(composed(report, date(2026, 1, 2)))
        (project / "feed" / f"{number}.json").write_text(text, "utf-8")
    found = scan([project], Options(jobs=1, feeds=(project / "feed",))).findings
    lines = {f.location.line: f.artifacts[0].id for f in found if f.rule == "compromised-model"}
    assert lines == {6: "acme/chat", 7: "acme/chat", 8: "acme/tagged"}


def test_a_broken_lock_is_a_notice_of_a_scan(project: Path, hub: State) -> None:
    from reach.scan import scan

    (project / "models.lock").write_text("version = 1\n", "utf-8")
    told = [notice.message for notice in scan([project]).notices]
    assert len(told) == 1
    assert told[0].startswith("models.lock: digest: does not belong to the rest")


def test_code_is_a_space_or_a_model_repository(hub: State) -> None:
    from reach.lock.hub import Hub, Wanted
    from reach.records.lock import Locked, Unlocked

    space = hub.add("acme/demo", "code").push({"app.py": b"print()"})
    kernel = hub.add("acme/kernel").push({"build.toml": b""})
    asked = Hub(hub.url)
    for name, commit in (("acme/demo", space), ("acme/kernel", kernel)):
        found = asked.resolve(Wanted("code", name, None, ""))
        assert isinstance(found, Locked)
        assert (found.type, found.commit) == ("code", commit)
    nothing = asked.resolve(Wanted("code", "acme/none", None, ""))
    assert isinstance(nothing, Unlocked)
    assert nothing.reason == "missing"


def test_a_name_without_an_owner(hub: State) -> None:
    """Old models have none; the hub answers with the name that they have today."""
    from reach.lock.hub import Hub, Wanted
    from reach.records.lock import Locked

    hub.add("community/old-model").push({"model.safetensors": b"w"})
    hub.renamed["model", "old-model"] = "community/old-model"
    found = Hub(hub.url).resolve(Wanted("model", "old-model", None, ""))
    assert isinstance(found, Locked)
    assert (found.repository, found.name, found.publisher) == (
        "old-model",
        "community/old-model",
        "community",
    )


def test_what_is_no_name_of_the_hub(hub: State) -> None:
    from reach.lock.hub import Hub, Wanted
    from reach.records.lock import Unlocked

    found = Hub(hub.url).resolve(Wanted("model", "a/b/c", None, ""))
    assert isinstance(found, Unlocked)
    assert hub.asked == []


def test_a_card_that_is_nonsense(project: Path, hub: State) -> None:
    card = {"license": 3, "base_model": {"a": 1}, "datasets": [None, "x/y", 7], "tags": "z"}
    hub.repositories["model", "acme/chat"].card = card
    assert lock(hub) == 0
    entry = read(project / "models.lock").entry("acme/chat")
    assert entry is not None
    assert (entry.license, entry.base_models, entry.datasets) == (None, (), ("x/y",))


def test_a_pin_is_locked_as_it_is(
    project: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    chat = hub.repositories["model", "acme/chat"]
    pin = chat.refs["main"]
    file = project / "app.py"
    pinned = f'"acme/chat", revision="{pin}", use_safetensors'
    file.write_text(
        file.read_text("utf-8").replace('"acme/chat", use_safetensors', pinned), "utf-8"
    )
    chat.push({"model.safetensors": b"later"})
    assert lock(hub) == 0
    found = read(project / "models.lock")
    assert found.commit("acme/chat", asked=pin) == pin
    assert found.commit("acme/chat") == chat.refs["main"] != pin
    chat.push({"model.safetensors": b"later still"})
    assert [line.partition(":")[0] for line in check(hub, capsys)] == ["acme/chat"]
    del chat.commits[pin]
    told = check(hub, capsys)
    assert f"acme/chat@{pin[:12]} has no such revision; it was locked at {pin[:12]}" in told


def test_one_entry_twice(project: Path, hub: State, capsys: pytest.CaptureFixture[str]) -> None:
    from reach.lock.read import digest

    lock(hub)
    file = project / "models.lock"
    head, _, body = file.read_text("utf-8").partition('"\n')
    entry = body[body.index("[[artifact]]\n") :].split("\n[[artifact]]\n")[0]
    doubled = f"{body}\n{entry}\n"
    text = f'{head.partition("digest")[0]}digest = "sha256:{digest(doubled)}"\n{doubled}'
    file.write_text(text, "utf-8")
    capsys.readouterr()
    assert lock(hub) == 2
    assert "models.lock: artifact: acme/facts is there twice: " in capsys.readouterr().err
