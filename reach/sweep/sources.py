"""What is swept: folders, git repositories, and lists of them."""

import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from reach.errors import UsageError
from reach.later import regex

ORGANISATION = regex(r"(github|gitlab):(.+)")
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_MAX_LIST = 20_000_000
_SHELL = regex(r"(?:[\w.-]+@)([\w-]+(?:\.[\w-]+)+):/*([\w./~-]+)")
"""An address of ssh, without a scheme: `git@host.example:owner/name.git`."""
_BARE = regex(r"([\w-]+(?:\.[\w-]+)+)/([\w.-]+/[\w./-]+)")
"""`host.example/owner/name`."""
_BAD = regex(r"[\s\x00-\x1f\x7f\\]")


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
        local = base / Path(text).expanduser()
        other = _SHELL.fullmatch(text) or _BARE.fullmatch(text)
        if other is not None and not local.exists():
            web = f"https://{other[1]}/{other[2]}"
            raise UsageError(f"{text}: no such file or folder; a repository is {web}")
        return _local(local)
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


def lines(file: Path) -> Iterator[tuple[int, str]]:
    """The entries of a list with their lines; empty ones and those that begin with # left out."""
    try:
        if file.stat().st_size > _MAX_LIST:
            raise UsageError(f"{file}: larger than {_MAX_LIST} bytes")
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    for number, line in enumerate(map(str.strip, text.splitlines()), 1):
        if line and not line.startswith("#"):
            yield number, line


def distinct(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each repository once, in the order of their names."""
    return tuple(each for _, each in sorted({each.name: each for each in sources}.items()))


def _local(path: Path) -> Source:
    """A folder; one that is a git repository counts as its last commit."""
    folder = path.resolve()
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            raise UsageError(f"{path}: neither a folder nor a list")
        bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir()
        repository = bare or (folder / ".git").exists()
    except OSError as error:
        raise UsageError(f"{path}: {_why(error)}") from error
    return Source(folder.as_posix(), folder.as_uri() if repository else "")


def _why(error: OSError) -> str:
    """In the words of the other commands."""
    if isinstance(error, PermissionError):
        return "permission denied"
    absent = isinstance(error, FileNotFoundError | NotADirectoryError)
    return "no such file or folder" if absent else str(error.strerror)
