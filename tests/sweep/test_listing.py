"""Organisations, as GitHub's and GitLab's API list them."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from reach.errors import UsageError
from reach.sweep.listing import Wanted, expanded


@dataclass
class Forge:
    """A server with projects, in pages of two."""

    url: str = ""
    projects: list[dict[str, Any]] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    """What each request asked for, and with which authorization."""
    elsewhere: bool = False


@pytest.fixture
def forge() -> Iterator[Forge]:
    made = Forge()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            made.paths[self.path] = self.headers.get("Authorization", "")
            known = ("/orgs/acme/repos", "/users/bob/repos", "/api/v4/groups/acme%2Fml/projects")
            if parts.path not in known:
                self._say(404, {"message": "Not Found"}, "")
                return
            query = parse_qs(parts.query)
            page = int(query.get("page", ["1"])[0])
            rows = made.projects
            if query.get("archived") == ["false"]:
                rows = [row for row in rows if not row.get("archived")]
            part = rows[2 * page - 2 : 2 * page]
            base = "https://elsewhere.example" if made.elsewhere else made.url
            more = f'<{base}{parts.path}?page={page + 1}>; rel="next", <x>; rel="last"'
            self._say(200, part, more if len(rows) > 2 * page else "")

        def _say(self, status: int, body: Any, link: str) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            if link:
                self.send_header("Link", link)
            self.end_headers()
            self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


def on_github(forge: Forge, name: str, **more: Any) -> dict[str, Any]:
    return {"clone_url": f"{forge.url}/acme/{name}.git", "size": 3, **more}


def names(*words: str, **wanted: bool) -> list[str]:
    return [each.slug for each in expanded(words, Wanted(**wanted))]


def test_an_organisation_on_github(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", forge.url)
    monkeypatch.setenv("GITHUB_TOKEN", "ghs_secret")
    forge.projects = [
        on_github(forge, "one"),
        on_github(forge, "fork", fork=True),
        on_github(forge, "old", archived=True),
        on_github(forge, "empty", size=0),
        on_github(forge, "two"),
    ]
    assert names("github:acme") == ["acme/one", "acme/two"]
    assert names("github:acme", forks=True) == ["acme/fork", "acme/one", "acme/two"]
    assert names("github:acme", archived=True) == ["acme/old", "acme/one", "acme/two"]
    assert set(forge.paths.values()) == {"Bearer ghs_secret"}
    assert names("github:bob") == ["acme/one", "acme/two"]
    with pytest.raises(UsageError, match="github:carol: no such organisation or user"):
        names("github:carol")


def test_a_group_on_gitlab(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_URL", forge.url)

    def project(name: str, **more: Any) -> dict[str, Any]:
        return {"http_url_to_repo": f"{forge.url}/acme/ml/{name}.git", **more}

    forge.projects = [
        project("one"),
        project("old", archived=True),
        project("deep/two"),
        project("none", empty_repo=True),
        project("fork", forked_from_project={"id": 1}),
    ]
    assert names("gitlab:acme/ml") == ["acme/ml/deep/two", "acme/ml/one"]
    assert names("gitlab:acme/ml", archived=True)[2:] == ["acme/ml/one"]
    assert set(forge.paths.values()) == {""}


def test_lists_may_name_organisations_and_repeat_themselves(
    forge: Forge, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_API_URL", forge.url)
    forge.projects = [on_github(forge, "one")]
    (tmp_path / "folder").mkdir()
    file = tmp_path / "list.txt"
    file.write_text(f"# ours\n\ngithub:acme\n{forge.url}/acme/one\nfolder\n")
    host = forge.url.removeprefix("http://")
    found = [each.name for each in expanded((str(file), "github:acme"))]
    assert found == sorted([str(tmp_path / "folder"), f"{host}/acme/one"])


def test_a_listing_does_not_lead_elsewhere(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", forge.url)
    forge.projects = [{"clone_url": "https://elsewhere.example/acme/one.git", "size": 1}]
    with pytest.raises(UsageError, match="which is not on 127"):
        names("github:acme")
    forge.projects = [on_github(forge, str(n)) for n in range(5)]
    forge.elsewhere = True
    with pytest.raises(UsageError, match="goes on at another address"):
        names("github:acme")
