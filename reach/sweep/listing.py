"""Repositories of an organisation, from GitHub's or GitLab's API."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reach.errors import UsageError
from reach.sweep.hosts import GITHUB, GITLAB, host_of
from reach.sweep.sources import ORGANISATION, Source, distinct, lines, source
from reach.upload.http import PLAIN, Client

MAX_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which repositories of an organisation count."""

    forks: bool = False
    archived: bool = False


def expanded(words: tuple[str, ...], wanted: Wanted = Wanted()) -> tuple[Source, ...]:
    """All that the arguments name, each repository once: lists, addresses, paths, organisations.

    Every source that cannot be used is an error before anything is done."""
    return distinct(each for word in words for each in _of(word, Path(), wanted))


def _of(word: str, base: Path, wanted: Wanted, nested: bool = False) -> Iterator[Source]:
    organisation = ORGANISATION.fullmatch(word)
    if organisation is not None and not word[len(organisation[1]) + 1 :].startswith("//"):
        yield from _LISTINGS[organisation[1]](organisation[2], wanted)
    elif not nested and "://" not in word and (base / word).is_file():
        file = base / word
        for number, line in lines(file):
            try:
                yield from _of(line, file.parent, wanted, nested=True)
            except UsageError as error:
                raise UsageError(f"{file}:{number}: {error}") from error
    else:
        yield source(word, base)


def _github(name: str, wanted: Wanted) -> Iterator[Source]:
    """Of an organisation, or of a user of that name."""
    api = os.environ.get("GITHUB_API_URL") or GITHUB
    client = Client(api, os.environ.get("GITHUB_TOKEN", ""), option="GITHUB_API_URL")
    who = quote(name, safe="")
    found = client.pages(f"/orgs/{who}/repos?per_page=100&type=all", MAX_PAGES)
    if found is None:
        found = client.pages(f"/users/{who}/repos?per_page=100&type=owner", MAX_PAGES)
    if found is None:
        raise UsageError(f"github:{name}: no such organisation or user on {client.host}")
    for each in found:
        if each.get("disabled") or each.get("size") == 0:
            continue
        if (each.get("archived") and not wanted.archived) or (
            each.get("fork") and not wanted.forks
        ):
            continue
        yield _listed(each, "clone_url", host_of(api))


def _gitlab(name: str, wanted: Wanted) -> Iterator[Source]:
    """Of a group and the groups below it."""
    api = os.environ.get("GITLAB_URL") or GITLAB
    client = Client(api, os.environ.get("GITLAB_TOKEN", ""), option="GITLAB_URL", headers=PLAIN)
    archived = "" if wanted.archived else "&archived=false"
    group = f"/api/v4/groups/{quote(name, safe='')}"
    found = client.pages(
        f"{group}/projects?include_subgroups=true&per_page=100&order_by=id{archived}", MAX_PAGES
    )
    if found is None:
        raise UsageError(f"gitlab:{name}: no such group on {client.host}")
    for each in found:
        if each.get("empty_repo") or (each.get("forked_from_project") and not wanted.forks):
            continue
        yield _listed(each, "http_url_to_repo", host_of(api))


def _listed(each: dict[str, Any], key: str, host: str) -> Source:
    """A repository as a listing names it; a token must not be led to another host."""
    found = source(str(each.get(key, "")), Path())
    if found.host != host:
        raise UsageError(f"the listing names {found.address}, which is not on {host}")
    return found


_LISTINGS: dict[str, Callable[[str, Wanted], Iterator[Source]]] = {
    "github": _github,
    "gitlab": _gitlab,
}
