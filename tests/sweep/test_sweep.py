"""Nights: what is scanned, what is not, what fails, and what the store says afterwards."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from bench.servers import wait
from reach.errors import UsageError
from reach.sweep.git import Git
from reach.sweep.limits import Limits
from reach.sweep.listing import expanded
from reach.sweep.run import sweep as run_sweep
from reach.sweep.sources import Source, source
from reach.sweep.store import history
from reach.sweep.store.opening import address
from reach.sweep.store.schema import findings, loads, states
from tests.history.repositories import COMMIT, commit, git, replace, write
from tests.powers import modes_count
from tests.sweep.nights import SECOND, Nights, reach


def open_findings(nights: Nights) -> set[tuple[str, str, int]]:
    rows = nights.ask(
        select(findings.c.rule, findings.c.path, findings.c.line).where(
            findings.c.until.is_(None), ~findings.c.suppressed
        )
    )
    return {(rule, path, line) for rule, path, line in rows}


def test_a_night_and_another_in_which_nothing_changed(nights: Nights) -> None:
    nights.repository("one")
    nights.repository("two", SECOND)
    first = nights.sweep()
    assert first.statuses == {"scanned": 2}
    assert ("torch-load", "serve.py", 9) in open_findings(nights)
    assert ("torch-load", "loader.py", 22) in open_findings(nights)
    before = nights.ask(select(findings).order_by(findings.c.id))
    second = nights.sweep()
    assert second.statuses == {"unchanged": 2}
    assert second.sweep == first.sweep + 1
    assert nights.ask(select(findings).order_by(findings.c.id)) == before


def test_what_is_new_fixed_and_worse(nights: Nights) -> None:
    folder = nights.repository("one")
    nights.repository("two", SECOND)
    nights.sweep()
    replace(
        folder,
        "loader.py",
        "torch.load(path, weights_only=False)",
        "torch.load(path, weights_only=True)",
    )
    replace(folder, "loader.py", "revision=REVISION, ", "")
    commit(folder)
    assert nights.sweep().statuses == {"scanned": 1, "unchanged": 1}
    with nights.store.reading() as connection:
        new = history.new(connection, 1)
        gone = history.fixed(connection, 1)
        trend = history.trend(connection)
    assert [(f.rule, f.grade, f.models, f.first_seen, f.was) for f in new] == [
        ("unpinned-hub-download", "exposed", "acme/chat-7b", 2, None)
    ]
    assert [(f.rule, f.path, f.line) for f in gone] == [("torch-load", "loader.py", 22)]
    assert [each["sweep"] for each in trend] == [1, 2]
    assert trend[1]["grades"]["exposed"] == trend[0]["grades"]["exposed"] + 1


def test_a_grade_that_rises_is_worse_and_first_seen_stays(nights: Nights) -> None:
    folder = nights.repository("one")
    nights.sweep()
    replace(folder, "app.py", "return loader.chat()(text)", "return loader.draft()(text)")
    commit(folder)
    nights.sweep()
    with nights.store.reading() as connection:
        worse = history.worse(connection, 1)
        reached = history.new(connection, 1, "exposed")
        new = history.new(connection, 1)
    expected = [("unpinned-hub-download", "runnable", "exposed", 1)]
    assert [(f.rule, f.was, f.grade, f.first_seen) for f in worse] == expected
    assert [(f.rule, f.was, f.grade, f.first_seen) for f in reached] == expected
    assert new == []


def test_moved_lines_are_no_change(nights: Nights) -> None:
    folder = nights.repository("two", SECOND)
    nights.sweep()
    write(folder, {"serve.py": "\n\n" + SECOND["serve.py"]})
    commit(folder)
    nights.sweep()
    assert ("torch-load", "serve.py", 11) in open_findings(nights)
    assert {since for (since,) in nights.ask(select(findings.c.since))} == {1}
    assert {since for (since,) in nights.ask(select(loads.c.since))} == {1}
    with nights.store.reading() as connection:
        assert history.new(connection, 1) == history.fixed(connection, 1) == []


def test_a_commit_that_comes_back_is_as_it_was(nights: Nights) -> None:
    folder = nights.repository("two", SECOND)
    nights.sweep()
    first = git(folder, "rev-parse", "HEAD")
    before = open_findings(nights)
    write(folder, {"serve.py": "import torch\n"})
    commit(folder)
    nights.sweep()
    assert open_findings(nights) == set()
    git(folder, "reset", "-q", "--hard", first)
    assert nights.sweep().statuses == {"scanned": 1}
    assert open_findings(nights) == before
    with nights.store.reading() as connection:
        assert history.new(connection, 1) == []
        assert [f.first_seen for f in history.new(connection, 2)] == [1] * len(before)


def test_a_folder_that_is_no_repository(nights: Nights) -> None:
    folder = nights.folder / "plain"
    write(folder, SECOND)
    nights.add("plain")
    assert nights.sweep().statuses == {"scanned": 1}
    assert nights.sweep().statuses == {"unchanged": 1}
    write(folder, {"more.py": "import torch\ntorch.load('x.pt', weights_only=False)\n"})
    assert nights.sweep().statuses == {"scanned": 1}
    assert ("torch-load", "more.py", 2) in open_findings(nights)


def test_other_rules_are_a_reason_to_scan_again(nights: Nights, tmp_path: Path) -> None:
    nights.repository("two", SECOND)
    nights.sweep()
    settings = nights.plan.settings
    from dataclasses import replace as changed

    excluding = changed(settings, exclude=("serve.py",))
    assert nights.sweep(settings=excluding).statuses == {"scanned": 1}
    assert open_findings(nights) == set()


def test_failures_are_recorded_tried_again_and_harm_nobody(nights: Nights) -> None:
    nights.repository("one")
    lost = nights.repository("lost", SECOND)
    nights.repository("empty", {})
    git(nights.folder / "empty", "update-ref", "-d", "HEAD")
    nights.sweep()
    (lost / ".git" / "HEAD").rename(lost / ".git" / "away")
    summary = nights.sweep()
    assert summary.statuses == {"failed": 2, "unchanged": 1}
    assert nights.told.count(("lost", "failed")) == 2
    reasons = nights.reasons(summary.sweep)
    assert reasons["empty"] == "the repository is empty: it has no commit"
    assert "git ls-remote" in reasons["lost"]
    assert ("torch-load", "serve.py", 9) in open_findings(nights)
    (lost / ".git" / "away").rename(lost / ".git" / "HEAD")
    assert nights.sweep().statuses == {"failed": 1, "unchanged": 2}


def test_what_is_not_swept_any_more_may_end(nights: Nights) -> None:
    nights.repository("one")
    nights.repository("two", SECOND)
    nights.sweep()
    before = open_findings(nights)
    nights.list.write_text("two\n")
    assert nights.sweep().statuses == {"unchanged": 1}
    assert open_findings(nights) == before
    assert nights.sweep(prune=True).statuses == {"gone": 1, "unchanged": 1}
    assert {path for _, path, _ in open_findings(nights)} == {"serve.py"}
    with nights.store.reading() as connection:
        gone = {f.path for f in history.fixed(connection, 2)}
    assert gone == {"loader.py"}
    nights.add("one")
    assert nights.sweep(prune=True).statuses == {"scanned": 1, "unchanged": 1}
    assert open_findings(nights) == before


SLOW = "\n".join(f"def f{n}(x): return f{n + 1}(x) or f{n + 2}(x)" for n in range(60_000))


def test_time_and_memory_have_limits(nights: Nights) -> None:
    nights.repository("slow", {"slow.py": SLOW})
    nights.repository("two", SECOND)
    summary = nights.sweep(limits=Limits(seconds=1.5), attempts=1)
    assert summary.statuses == {"failed": 1, "scanned": 1}
    reason = summary.failures[str(nights.folder / "slow")]
    assert "s of processor time" in reason or reason.endswith("not done after 2 s")
    nights.plan = nights.plan.__class__(nights.plan.cache)
    summary = nights.sweep(limits=Limits(seconds=60, memory=256), attempts=1)
    assert "256 MiB of memory" in summary.failures[str(nights.folder / "slow")]
    assert list((nights.folder / "cache" / "scratch").iterdir()) == []


def test_a_sweep_that_was_not_ended_is_taken_up(nights: Nights) -> None:
    nights.repository("one")
    nights.repository("two", SECOND)

    class Killed(BaseException):
        """As good as a signal."""

    def tell(*_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        run_sweep(nights.store, expanded((str(nights.list),)), nights.plan, tell)
    summary = nights.sweep()
    assert (summary.sweep, summary.resumed) == (1, True)
    assert len(nights.told) == 1
    assert nights.ask(select(states.c.sweep_id)) == [(1,), (1,)]
    assert not nights.sweep().resumed


def test_large_files_are_not_fetched_and_said_so(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = nights.repository("two", SECOND)
    git(folder, "config", "uploadpack.allowFilter", "true")
    write(folder, {"big.py": "x = 1\n" * 20_000})
    commit(folder)
    monkeypatch.setattr("reach.sweep.clone.LARGEST", 50_000)
    nights.sweep()
    assert nights.ask(select(states.c.skipped)) == [(1,)]
    assert ("torch-load", "serve.py", 9) in open_findings(nights)


def test_what_a_repository_configures_does_not_count(nights: Nights) -> None:
    silenced = {"reach.toml": 'exclude = ["*.py"]\nrules = ["/etc/passwd"]\n'}
    nights.repository("two", SECOND | silenced)
    assert nights.sweep().statuses == {"scanned": 1}
    assert ("torch-load", "serve.py", 9) in open_findings(nights)


def test_suppressed_findings_are_kept_apart(nights: Nights) -> None:
    text = SECOND["serve.py"].replace(
        "weights_only=False)", "weights_only=False)  # reach: ignore[torch-load] ours"
    )
    nights.repository("two", {"serve.py": text})
    nights.sweep()
    assert ("torch-load", True) in [
        tuple(row) for row in nights.ask(select(findings.c.rule, findings.c.suppressed))
    ]
    with nights.store.reading() as connection:
        assert "torch-load" not in [f.rule for f in history.new(connection, 0)]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("https://user:secret@host/a/b", "no user or password"),
        ("http://example.org/a/b", "expected a path"),
        ("ext::sh -c true", "no such file or folder"),
        ("ext://sh", "expected a path"),
        ("ssh://git@host/a", "no user or password"),
        ("https://host/a b", "no address"),
        ("https://host", "expected a path"),
        ("--upload-pack=x", "no such file or folder"),
        ("git@host.example:a/b.git", "a repository is https://host.example/a/b.git"),
        ("host.example/a/b", "a repository is https://host.example/a/b"),
        ("https://host/a/b?x=1", "expected a path"),
    ],
)
def test_addresses_that_are_none(tmp_path: Path, word: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        source(word, tmp_path)
    assert "secret" not in str(caught.value)


def test_addresses_have_names(tmp_path: Path) -> None:
    assert source("https://GitHub.com/acme/chat.git", tmp_path).name == "github.com/acme/chat"
    assert source("https://git.example:8443/a/b", tmp_path).host == "git.example:8443"
    assert source("file:///srv/git/a.git", tmp_path).name == "/srv/git/a.git"


def test_a_password_of_the_store_is_shown_to_nobody() -> None:
    where = address("postgresql://me:hunter2@db/reach")
    assert "hunter2" not in repr(where) + where.shown
    assert where.server
    with pytest.raises(UsageError, match="mysql"):
        address("mysql://me:hunter2@db/reach")


def test_the_command(nights: Nights) -> None:
    nights.repository("one", SECOND)
    done = reach(nights.folder, "list.txt", "--store", "other.sqlite", "--cache-dir", "cache")
    assert (done.returncode, done.stderr) == (0, "")
    first, new, worst, where, *_ = done.stdout.splitlines()
    assert first.startswith("sweep 1: 1 scanned")
    assert new == "1 new"
    assert worst.endswith(" exposed  torch-load  weights.pt")
    assert where == f"     {nights.folder}/one  serve.py:9"
    nights.add("gone")
    done = reach(nights.folder, "list.txt", "--store", "other.sqlite")
    assert done.returncode == 2
    assert done.stderr == "reach: list.txt:2: gone: no such file or folder\n"
    assert COMMIT not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_nothing_goes_on_after_the_client_has_ended(nights: Nights, number: int) -> None:
    nights.repository("slow", {"slow.py": SLOW})
    words = ["sweep", str(nights.list), "--store", nights.where, "--jobs", "1"]
    client = subprocess.Popen(
        [sys.executable, "-m", "reach", *words, "--cache-dir", str(nights.folder / "cache")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    scratch = nights.folder / "cache" / "scratch"
    wait(lambda: any(scratch.glob("scan-*/tree-*/tree/*.py")), "the scan")
    others = _below(client.pid)
    assert len(others) >= 2
    client.send_signal(number)
    client.wait(30)
    wait(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in others), "the end")


def _below(pid: int) -> set[int]:
    """Processes that a process has started, and theirs."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found |= {child} | _below(child)
    return found


def test_nobody_is_at_work_for_what_did_not_change(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Servers are asked before anything is started that could scan."""
    nights.repository("one")
    moved = nights.repository("two", SECOND)
    nights.sweep()

    def none(*_: object) -> None:
        raise AssertionError("somebody is at work")

    with monkeypatch.context() as patch:
        patch.setattr("reach.sweep.local.worked_off", none)
        assert nights.sweep().statuses == {"unchanged": 2}
    assert sorted(nights.told) == [("one", "unchanged"), ("two", "unchanged")]
    write(moved, {"serve.py": "\n" + SECOND["serve.py"]})
    commit(moved)
    assert nights.sweep().statuses == {"scanned": 1, "unchanged": 1}
    assert nights.told == [("one", "unchanged"), ("two", "scanned")]


def test_what_cannot_be_asked_from_here_is_asked_there(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only the workers are let in, they find that nothing is new; the client stops asking."""
    for number in range(12):
        nights.repository(f"r{number}", SECOND)
    nights.sweep()
    asked: list[Source] = []

    def refused(source: Source, _: Limits) -> Git:
        asked.append(source)
        raise UsageError("git ls-remote: not for you")

    monkeypatch.setattr("reach.sweep.asking.git_for", refused)
    monkeypatch.setattr("reach.sweep.asking.AT_ONCE", 1)
    assert nights.sweep().statuses == {"unchanged": 12}
    assert len(asked) == 5


def test_killed_while_it_asks_it_asks_again(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded is told and not asked again; what was not is as if never asked."""
    for number in range(4):
        nights.repository(f"r{number}", SECOND)
    nights.sweep()
    monkeypatch.setattr("reach.sweep.asking.TOGETHER", 2)
    told = []

    class Killed(BaseException):
        """As good as a signal."""

    def tell(source: Source | None, *_: object) -> None:
        told.append(source)
        if len(told) == 2:
            raise Killed

    with pytest.raises(Killed):
        run_sweep(nights.store, expanded((str(nights.list),)), nights.plan, tell)
    summary = nights.sweep()
    assert (summary.sweep, summary.resumed, summary.statuses) == (2, True, {"unchanged": 4})
    assert len(nights.told) == 2


def test_a_word_that_is_nearly_a_command(tmp_path: Path) -> None:
    done = reach(tmp_path, "statsu")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "reach: statsu: no such file or folder, did you mean 'status'?\n"
    (tmp_path / "statsu").mkdir()
    assert reach(tmp_path, "statsu").stdout.startswith("sweep 1: 1 scanned")


def test_what_is_handed_on_fails_by_itself(nights: Nights) -> None:
    """What cannot be sent is said before the work, and a page that fails keeps nothing else."""
    nights.repository("two", SECOND)
    words = ("list.txt", "--cache-dir", "cache")
    for target, secret in (("http://127.0.0.1:9/", "short"), ("ftp://127.0.0.1/", "x" * 16)):
        done = reach(nights.folder, *words, "--webhook", target, REACH_WEBHOOK_SECRET=secret)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("reach: --webhook: ")
    done = reach(nights.folder, *words, "--dashboard", "no/such/page.html", "--sarif", "out")
    assert done.returncode == 2
    assert done.stdout.startswith("sweep 1: 1 scanned")
    assert "page.html" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert len(list((nights.folder / "out").glob("*.sarif"))) == 1


def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with modes_count(), pytest.raises(UsageError, match="closed: permission denied"):
        source("closed", tmp_path)
