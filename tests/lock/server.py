"""A server on loopback that answers like the hub, for the real client to ask."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

KINDS = {"models": "model", "datasets": "dataset", "spaces": "code"}


def commit_of(files: dict[str, bytes], note: str = "") -> str:
    text = note.encode() + b"".join(name.encode() + data for name, data in sorted(files.items()))
    return hashlib.sha1(text).hexdigest()


@dataclass
class Repository:
    """A repository with its commits and what its names stand for."""

    name: str
    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    card: dict[str, Any] | None = None
    gated: str | bool = False
    disabled: bool = False
    refuse: str = ""
    """`gated` or `disabled`: the hub says no to whoever asks."""

    def push(self, files: dict[str, bytes], ref: str = "main", note: str = "") -> str:
        commit = commit_of(files, self.name + note)
        self.commits[commit] = files
        self.refs[ref] = commit
        return commit


@dataclass
class State:
    """All that the server knows, by kind and name in lower case."""

    repositories: dict[tuple[str, str], Repository] = field(default_factory=dict)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False
    url: str = ""

    def add(self, name: str, kind: str = "model", **facts: Any) -> Repository:
        repository = Repository(name, **facts)
        self.repositories[kind, name] = repository
        return repository

    def remove(self, name: str, kind: str = "model") -> None:
        del self.repositories[kind, name]


def sibling(path: str, data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {"rfilename": path, "size": len(data)}
    git = hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()
    if path.endswith((".bin", ".safetensors", ".gguf")):
        oid = hashlib.sha256(data).hexdigest()
        pointer = (
            f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n"
        )
        git = hashlib.sha1(f"blob {len(pointer)}\0{pointer}".encode()).hexdigest()
        found["lfs"] = {"sha256": oid, "size": len(data), "pointerSize": len(pointer)}
    return {**found, "blobId": git}


class Handler(BaseHTTPRequestHandler):
    """Answers `/api/models/OWNER/NAME` and `/api/models/OWNER/NAME/revision/REVISION`."""

    state: State

    def do_GET(self) -> None:
        self.state.asked.append(self.path)
        address = urlsplit(self.path)
        parts = [unquote(part) for part in address.path.strip("/").split("/")]
        if self.state.broken:
            return self.answer(503, {"error": "down"})
        if len(parts) < 3 or parts[0] != "api" or parts[1] not in KINDS:
            return self.answer(404, {"error": "no such page"})
        rest = parts[2:]
        revision = "main"
        if "revision" in rest:
            cut = rest.index("revision")
            rest, revision = rest[:cut], rest[cut + 1]
        kind, name = KINDS[parts[1]], "/".join(rest)
        if (kind, name) in self.state.renamed:
            target = self.state.renamed[kind, name]
            tail = self.path[len(f"/api/{parts[1]}/{name}") :]
            return self.answer(307, {}, {"Location": f"/api/{parts[1]}/{target}{tail}"})
        blobs = "blobs" in parse_qs(address.query)
        return self.repository(self.state.repositories.get((kind, name)), revision, blobs)

    def repository(self, found: Repository | None, revision: str, blobs: bool) -> None:
        if found is None:
            headers = {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
            return self.answer(404, {"error": "Repository not found"}, headers)
        if found.refuse == "gated":
            headers = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access is restricted"}
            return self.answer(403, {"error": "gated"}, headers)
        if found.refuse == "disabled":
            headers = {"X-Error-Message": "Access to this resource is disabled."}
            return self.answer(403, {"error": "disabled"}, headers)
        commit = found.refs.get(revision, revision)
        if commit not in found.commits:
            headers = {"X-Error-Code": "RevisionNotFound", "X-Error-Message": "Invalid rev id"}
            return self.answer(404, {"error": "Invalid rev id"}, headers)
        files = [sibling(*item) for item in found.commits[commit].items()]
        if not blobs:
            files = [{"rfilename": file["rfilename"]} for file in files]
        body = {
            "_id": "0",
            "id": found.name,
            "modelId": found.name,
            "author": found.name.partition("/")[0],
            "sha": commit,
            "lastModified": "2026-10-01T12:00:00.000Z",
            "private": False,
            "disabled": found.disabled,
            "gated": found.gated,
            "tags": [],
            "downloads": 1,
            "likes": 0,
            "siblings": files,
        }
        if found.card is not None:
            body["cardData"] = found.card
        return self.answer(200, body)

    def answer(
        self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for key, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[State]:
    state = State()
    handler = type("Answering", (Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
