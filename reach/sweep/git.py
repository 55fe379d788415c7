"""Runs git on addresses of strangers, so that nothing they wrote takes part in what it does.

The environment is made from nothing: no configuration of the system or the user, no credentials,
no prompt, and one allowed protocol. No work tree is ever checked out, so neither hooks nor filters,
attributes, submodules or large file pointers are looked at; they are switched off all the same. A
token is handed over in the environment, bound to its host, and never followed by a redirect.
"""

import base64
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

from reach.errors import UsageError
from reach.later import regex
from reach.output.escape import terminal

MAX_ANSWER = 1_000_000
"""Bytes of output that are read."""

ALLOWED = ("https", "http", "file")
"""Protocols; `http` is refused for other machines where addresses are read."""

_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.untrackedCache=false",
    "credential.helper=",
    "credential.interactive=false",
    "fetch.recurseSubmodules=false",
    "fetch.unpackLimit=1",
    "gc.auto=0",
    "http.followRedirects=false",
    "http.lowSpeedLimit=1000",
    "http.lowSpeedTime=60",
    "maintenance.auto=false",
    "pack.threads=1",
    "protocol.allow=never",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "transfer.bundleURI=false",
)
_KEPT = (
    "PATH",
    "TMPDIR",
    "http_proxy",
    "https_proxy",
    "HTTPS_PROXY",
    "no_proxy",
    "NO_PROXY",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "SSL_CERT_DIR",
    "SSL_CERT_FILE",
)
_LIMITED = 'ulimit -f "$1"; ulimit -c 0; shift; exec "$@"'
_REASONS = ("remote: fatal:", "fatal:", "remote: error:", "error:")
"""How lines begin that say why it failed, what says most about it first."""
_USER = regex(r"(?<=://)[^/\s@]*@")


@dataclass(frozen=True, slots=True)
class Token:
    """A secret for one host; it shows itself to nobody."""

    host: str
    secret: str

    def __repr__(self) -> str:
        return f"Token({self.host})"

    @property
    def header(self) -> str:
        """As git sends it; GitHub and GitLab take any user."""
        packed = base64.b64encode(f"x-access-token:{self.secret}".encode()).decode("ascii")
        return f"Authorization: Basic {packed}"

    def redacted(self, text: str) -> str:
        """The text without the secret, in either form."""
        return text.replace(self.header.rpartition(" ")[2], "***").replace(self.secret, "***")


@dataclass(frozen=True, slots=True)
class Git:
    """Git for one address."""

    address: str
    token: Token | None = None
    seconds: float = 600.0
    """For one run."""
    max_file: int = 4_000_000_000
    """Bytes of the largest file that it may write."""

    def run(self, arguments: Sequence[str], folder: Path) -> str:
        """What git prints. UsageError with the reason where it fails, or takes too long."""
        options = [word for setting in _SETTINGS for word in ("-c", setting)]
        scheme = self.address.partition("://")[0]
        if scheme not in ALLOWED:
            raise UsageError(f"git {arguments[0]}: {scheme} is no protocol that is allowed")
        options += ["-c", f"protocol.{scheme}.allow=always"]
        command = ["git", *options, "-C", str(folder), *arguments]
        limited = ["/bin/sh", "-c", _LIMITED, "sh", str(self.max_file // 512), *command]
        try:
            process = subprocess.Popen(  # noqa: S603
                limited,
                env=self._environment(scheme, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise UsageError(f"git cannot be run: {error.strerror}") from error
        try:
            return self._finished(process, arguments[0])
        finally:
            _end(process)

    def _finished(self, process: "subprocess.Popen[bytes]", what: str) -> str:
        found: dict[str, bytes] = {"out": b"", "err": b""}
        end = time.monotonic() + self.seconds
        with DefaultSelector() as selector:
            for name, stream in (("out", process.stdout), ("err", process.stderr)):
                assert stream is not None
                selector.register(stream, EVENT_READ, name)
            while selector.get_map():
                left = end - time.monotonic()
                if left <= 0:
                    raise UsageError(f"git {what}: not done after {self.seconds:.0f} s")
                for key, _ in selector.select(left):
                    part = os.read(key.fd, 65_536)
                    if not part:
                        selector.unregister(key.fileobj)
                    found[key.data] += part
                    if len(found[key.data]) > MAX_ANSWER:
                        raise UsageError(f"git {what}: it says more than {MAX_ANSWER} bytes")
        try:
            status = process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise UsageError(f"git {what}: not done after {self.seconds:.0f} s") from None
        if status:
            why = _reason(found["err"].decode("utf-8", "replace"))
            raise UsageError(f"git {what}: {self.redacted(why) or f'status {status}'}")
        return found["out"].decode("utf-8", "replace")

    def redacted(self, text: str) -> str:
        """A line of git's without secrets, for logs and reports."""
        plain = self.token.redacted(text) if self.token else text
        return terminal(_USER.sub("", plain))

    def _environment(self, scheme: str, folder: Path) -> Mapping[str, str]:
        made = {name: os.environ[name] for name in _KEPT if name in os.environ}
        made |= {
            "GIT_ALLOW_PROTOCOL": scheme,
            "GIT_ASKPASS": "/bin/false",
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "HOME": "/nonexistent",
            "LC_ALL": "C",
            "SSH_ASKPASS": "/bin/false",
            "XDG_CONFIG_HOME": "/nonexistent",
        }
        if self.token is not None and scheme in ("https", "http"):
            made |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.{scheme}://{self.token.host}/.extraHeader",
                "GIT_CONFIG_VALUE_0": self.token.header,
            }
        return made


def _reason(said: str) -> str:
    """The line that says why it failed; the last one where none says so."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    why = (line for start in _REASONS for line in lines if line.startswith(start))
    return next(why, (lines or [""])[-1])


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and all that it started, whatever state it is in."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
