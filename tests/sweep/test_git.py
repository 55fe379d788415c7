"""Git on repositories that want to run something, and on servers that want a secret."""

import base64
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from reach.errors import UsageError
from reach.sweep.clone import copied, head
from reach.sweep.git import Git, Token
from reach.sweep.hosts import token_for
from reach.sweep.sources import source
from tests.history.repositories import commit, git, write
from tests.sweep.nights import SECOND, Nights

SECRET = "glpat-secretOfThisTest"
PACKED = base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()


def test_nothing_of_a_repository_runs(nights: Nights) -> None:
    """Hooks, filters, drivers and a program for the server's side, on both sides of the clone."""
    canary = nights.folder / "canary"
    folder = nights.repository("bad", SECOND)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-receive"):
        for hooks in (folder / ".git" / "hooks", folder / "githooks"):
            hooks.mkdir(exist_ok=True)
            (hooks / name).write_text(f"#!/bin/sh\ntouch {canary}\n")
            (hooks / name).chmod(0o755)
    write(
        folder,
        {
            ".gitattributes": "* filter=evil diff=evil merge=evil\n*.pt filter=lfs\n",
            ".gitmodules": f'[submodule "x"]\n path = x\n url = "ext::sh -c touch% {canary}"\n',
            ".lfsconfig": f"[lfs]\n url = https://example.invalid/\n[core]\n pager = {canary}\n",
        },
    )
    for setting, value in (
        ("core.fsmonitor", f"touch {canary}"),
        ("core.sshCommand", f"touch {canary}"),
        ("filter.evil.smudge", f"touch {canary}"),
        ("filter.evil.clean", f"touch {canary}; cat"),
        ("uploadpack.packObjectsHook", f"touch {canary};"),
    ):
        if "clean" not in setting:
            git(folder, "config", setting, value)
    git(folder, "config", "core.fsmonitor", "false")
    commit(folder)
    git(folder, "config", "core.fsmonitor", f"touch {canary}")
    canary.unlink(missing_ok=True)
    for name in ("GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_PROXY_COMMAND"):
        os.environ[name] = f"touch {canary}"
    try:
        assert nights.sweep().statuses == {"scanned": 1}
    finally:
        for name in ("GIT_SSH_COMMAND", "GIT_EXTERNAL_DIFF", "GIT_PROXY_COMMAND"):
            del os.environ[name]
    assert not canary.exists()
    copies = list((nights.folder / "cache" / "repositories").glob("*.git")) or [
        path for path in (nights.folder / "cache" / "repositories").iterdir() if path.is_dir()
    ]
    assert [list(copy.glob("hooks/*")) for copy in copies] == [[]]


def test_settings_of_the_user_do_not_count(
    nights: Nights, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An address that the user's configuration rewrites to a program."""
    canary = tmp_path / "canary"
    home = tmp_path / "home"
    home.mkdir()
    folder = nights.repository("one", SECOND)
    (home / ".gitconfig").write_text(
        f'[url "ext::sh -c touch% {canary}"]\n insteadOf = {folder.as_uri()}\n'
        "[protocol]\n allow = always\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    assert nights.sweep().statuses == {"scanned": 1}
    assert not canary.exists()


def test_an_interrupted_fetch_is_done_again(nights: Nights) -> None:
    folder = nights.repository("one", SECOND)
    nights.sweep()
    (copy,) = (p for p in (nights.folder / "cache" / "repositories").iterdir() if p.is_dir())
    for left in ("shallow.lock", "refs/reach/head.lock", "objects/pack/tmp_pack_x"):
        (copy / left).write_text("half")
    write(folder, {"serve.py": "import torch\n"})
    commit(folder)
    assert nights.sweep().statuses == {"scanned": 1}
    assert not (copy / "shallow.lock").exists()
    for pack in (copy / "objects" / "pack").iterdir():
        pack.chmod(0o600)
        pack.write_bytes(b"damaged")
    write(folder, SECOND)
    commit(folder)
    summary = nights.sweep()
    assert summary.statuses == {"scanned": 1}, summary.failures


@contextmanager
def forge(folder: Path, seen: list[str], redirect: str = "") -> Iterator[str]:
    """A server of git that wants a secret; where it is asked to, it sends readers elsewhere."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self._handle()

        def do_POST(self) -> None:
            self._handle()

        def _handle(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            if redirect:
                self.send_response(302)
                self.send_header("Location", redirect + self.path)
                self.end_headers()
                return
            if self.headers.get("Authorization") != f"Basic {PACKED}":
                self.send_response(401)
                self.send_header("WWW-Authenticate", "Basic")
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            done = subprocess.run(
                ["git", "http-backend"],
                input=body,
                capture_output=True,
                env={
                    **os.environ,
                    "GIT_PROJECT_ROOT": str(folder),
                    "GIT_HTTP_EXPORT_ALL": "1",
                    "PATH_INFO": path,
                    "QUERY_STRING": query,
                    "REQUEST_METHOD": self.command,
                    "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                    "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                    "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                },
            )
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            self.send_response(200)
            for line in head.decode().splitlines():
                name, _, value = line.partition(": ")
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_token_goes_to_its_host_alone(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = nights.repository("one", SECOND)
    seen: list[str] = []
    commands: list[list[str]] = []
    started = subprocess.Popen.__init__

    def noted(self: Any, command: Any, **more: Any) -> None:
        commands.append(list(command))
        started(self, command, **more)

    with forge(folder.parent, seen) as host:
        address = f"http://{host}/one"
        monkeypatch.setenv("GITLAB_URL", f"http://{host}")
        monkeypatch.setenv("GITLAB_TOKEN", SECRET)
        assert token_for("example.org") is None
        token = token_for(host)
        assert token is not None
        assert SECRET not in repr(token)
        nights.list.write_text(address + "\n")
        monkeypatch.setattr(subprocess.Popen, "__init__", noted)
        assert nights.sweep().statuses == {"scanned": 1}
        monkeypatch.undo()
    assert f"Basic {PACKED}" in seen
    assert commands
    assert not any(SECRET in w or PACKED in w for c in commands for w in c)
    for file in nights.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert SECRET.encode() not in content, file
            assert PACKED.encode() not in content, file


def test_a_wrong_token_is_a_reason_without_it(nights: Nights, tmp_path: Path) -> None:
    seen: list[str] = []
    with forge(tmp_path, seen) as host:
        wrong = Git(f"http://{host}/{SECRET}wrong", Token(host, f"{SECRET}wrong"), 20)
        with pytest.raises(UsageError) as caught:
            head(wrong, tmp_path)
    assert "git ls-remote" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    elsewhere: list[str] = []
    refused = pytest.raises(UsageError, match="git ls-remote")
    with forge(tmp_path, elsewhere) as other, forge(tmp_path, [], f"http://{other}") as host:
        git_there = Git(f"http://{host}/one", Token(host, SECRET), 20)
        with refused:
            head(git_there, tmp_path)
    assert elsewhere == []


def test_git_has_time_limits(tmp_path: Path) -> None:
    """A server that accepts and says nothing."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a"
        with pytest.raises(UsageError, match="not done after 1 s"):
            head(Git(address, None, 1.0), tmp_path)


def test_other_protocols_are_closed(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    with pytest.raises(UsageError):
        head(Git(f"ext::sh -c touch% {canary}", None, 20), tmp_path)
    assert not canary.exists()


def test_a_copy_below_another_repository_is_its_own(tmp_path: Path) -> None:
    """Git looks for a repository in the folders above; it must not find the user's."""
    (tmp_path / "mine").mkdir()
    git(tmp_path / "mine", "init", "-q")
    made = tmp_path / "theirs"
    made.mkdir()
    write(made, SECOND)
    git(made, "init", "-q")
    wanted = commit(made)
    theirs = source(str(made), tmp_path)
    with copied(Git(theirs.address), theirs, wanted, tmp_path / "mine" / "cache") as copy:
        assert (copy / "refs" / "reach" / "head").read_text().strip() == wanted
    assert not (tmp_path / "mine" / ".git" / "refs" / "reach").exists()
