"""A server that checks what GitHub's API documents of SARIF uploads, and answers by a script."""

import base64
import gzip
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "ghs_secretOfThisTest"
MAX_PACKED = 10_000_000


@dataclass
class Step:
    """One answer that is given instead of the usual one."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    hang: float = 0.0
    cut: bool = False
    """Close the connection without an answer."""


@dataclass
class Api:
    """What the server was told, and what it has to say."""

    url: str = ""
    script: list[Step] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    uploads: list[dict[str, Any]] = field(default_factory=list)
    """The bodies, with the SARIF log unpacked."""
    statuses: list[dict[str, Any]] = field(
        default_factory=lambda: [{"processing_status": "complete"}]
    )
    complaints: list[str] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what some tests are about."""


@contextmanager
def running() -> Iterator[Api]:
    """The server, on a free port of this machine."""
    api = Api()
    server = _Server(("127.0.0.1", 0), _handler(api))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()


def _handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            self._handle()

        def do_GET(self) -> None:
            self._handle()

        def _handle(self) -> None:
            api.requests.append((self.command, self.path))
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if api.script:
                self._scripted(api.script.pop(0))
                return
            complaint = self._wrong()
            if complaint:
                api.complaints.append(complaint)
                self._say(400, {"message": complaint})
            elif self.command == "POST":
                self._upload(body)
            else:
                said = api.statuses.pop(0) if len(api.statuses) > 1 else api.statuses[0]
                self._say(200, said)

        def _scripted(self, step: Step) -> None:
            if step.hang:
                threading.Event().wait(step.hang)
            if step.cut:
                self.connection.close()
                return
            self._say(step.status, step.body or {"message": "no"}, step.headers)

        def _wrong(self) -> str:
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                return "bad credentials"
            if self.headers.get("Accept") != "application/vnd.github+json":
                return "Accept"
            if self.headers.get("X-GitHub-Api-Version") != "2022-11-28":
                return "version of the API"
            if not self.headers.get("User-Agent"):
                return "a User-Agent is required"
            form = r"/repos/[\w-]+/[\w.-]+/code-scanning/sarifs(/[\w-]+)?"
            return "" if re.fullmatch(form, self.path) else f"no such path {self.path}"

        def _upload(self, body: bytes) -> None:
            try:
                given = json.loads(body)
                assert re.fullmatch(r"[0-9a-fA-F]{40}", given["commit_sha"]), "commit_sha"
                assert re.fullmatch(r"refs/(heads|tags|pull)/.*", given["ref"]), "ref"
                packed = base64.b64decode(given["sarif"], validate=True)
                assert len(packed) <= MAX_PACKED, "too large"
                log = json.loads(gzip.decompress(packed))
                known = {"commit_sha", "ref", "sarif", "tool_name", "checkout_uri", "started_at"}
                assert set(given) <= known, set(given)
            except (AssertionError, ValueError, KeyError) as error:
                api.complaints.append(str(error))
                self._say(400, {"message": str(error)})
                return
            api.uploads.append({**given, "log": log})
            self._say(202, {"id": "47177e22-5596-11eb-80a1-c1e54ef945c6", "url": "x"})

        def _say(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler
