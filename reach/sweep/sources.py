"""What is swept: folders, git repositories, and lists of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reach.errors import UsageError

ORGANISATION = re.compile(r"(github|gitlab):(.+)")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_MAX_LIST = 20_000_000
_BAD = re.compile(r"[\s\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Source:
    """One repository, or a folder that is none."""

    name: str
    """What it is called everywhere: `github.com/acme/chat`, or the path."""
    address: str
    """Of a git repository; empty for a folder."""

    @property
    def scheme(self) -> str:
        """The only protocol that git may use for it."""
        return self.address.partition(":")[0]

    @property
    def host(self) -> str:
        """Where it lies; empty for this machine."""
        return urlsplit(self.address).netloc if self.scheme in ("https", "http") else ""

    @property
    def slug(self) -> str:
        """`owner/name` on its host."""
        return self.name.partition("/")[2] if self.host else ""


def source(text: str, base: Path) -> Source:
    """What a line of a list, or an argument, names; paths are relative to `base`."""
    if "://" not in text:
        return _local(base / Path(text).expanduser())
    if _BAD.search(text):
        raise UsageError(f"{text!r}: no address of a repository")
    try:
        parts = urlsplit(text)
        host, loopback = parts.netloc, parts.hostname in LOOPBACK
    except ValueError as error:
        raise UsageError(f"{text!r}: {error}") from error
    if parts.username or parts.password:
        raise UsageError(
            f"{parts.hostname}{parts.path}: no user or password belongs into an address; "
            "pass a token in GITHUB_TOKEN or GITLAB_TOKEN"
        )
    if parts.scheme == "file" and not host:
        return Source(unquote(parts.path).rstrip("/"), text)
    if parts.scheme == "https" or (parts.scheme == "http" and loopback):
        path = parts.path.strip("/").removesuffix(".git")
        if host and path and not (parts.query or parts.fragment):
            return Source(f"{host.lower()}/{path}", text)
    raise UsageError(f"{text}: expected a path, or an address that begins with https:// or file://")


def lines(file: Path) -> Iterator[str]:
    """The entries of a list: one a line, empty lines and those that begin with # left out."""
    try:
        if file.stat().st_size > _MAX_LIST:
            raise UsageError(f"{file}: larger than {_MAX_LIST} bytes")
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            yield line


def distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each repository once, in the order of their names."""
    return tuple(each for _, each in sorted({each.name: each for each in sources}.items()))


def _local(path: Path) -> Source:
    """A folder; one that is a git repository counts as its last commit."""
    folder = path.resolve()
    if not folder.is_dir():
        raise UsageError(f"{path}: no such folder")
    name = folder.as_posix()
    bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir()
    if bare or (folder / ".git").exists():
        return Source(name, folder.as_uri())
    return Source(name, "")
