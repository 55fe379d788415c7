"""Requests that are tried again where that may help, and never say a secret."""

import email.utils
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from types import MappingProxyType
from typing import IO, Any
from urllib.parse import urlsplit

from reach import __version__
from reach.errors import UsageError
from reach.later import regex

ATTEMPTS = 6
SECONDS = 60.0
"""For one request."""
LONGEST_PAUSE = 900.0
"""A longer one that the server asks for ends the run."""
MAX_ANSWER = 10_000_000

_AGAIN = frozenset({429, 500, 502, 503, 504})
_NEXT = regex(r'<([^<>]+)>\s*;[^,]*\brel="?next\b')
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


OF_GITHUB = MappingProxyType(
    {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
)
"""What GitHub's API wants to be told with every request."""

PLAIN = MappingProxyType({"Accept": "application/json"})
"""What others are told."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token elsewhere."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Follow none: the answer itself is the error."""


class Refused(UsageError):
    """An answer that is an error, and that another try would not change."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """Speaks to one API, with one token or without."""

    def __init__(
        self,
        api: str,
        token: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
        seconds: float = SECONDS,
        option: str = "--api-url",
        headers: Mapping[str, str] = OF_GITHUB,
    ) -> None:
        parts = urlsplit(api)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise UsageError(f"{option}: expected an https address")
        if parts.username or parts.password:
            raise UsageError(f"{option}: no user or password belongs into it")
        self.api = api.rstrip("/")
        self.host = parts.hostname or ""
        self.sleep = sleep
        self._token = token
        self._now = now
        self._seconds = seconds
        self._headers = headers
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str] = _NO_HEADERS
    ) -> Any:
        """The JSON of the answer; UsageError where it cannot be had."""
        return self._answer(method, path, body, headers)[0]

    def pages(self, path: str, most: int) -> list[dict[str, Any]] | None:
        """The objects of a list that is given in pages; None where there is no such list."""
        found: list[dict[str, Any]] = []
        for _ in range(most):
            try:
                answer, headers = self._answer("GET", path, None, _NO_HEADERS)
            except Refused as error:
                if error.status == 404 and not found:
                    return None
                raise
            if not isinstance(answer, list):
                raise self._failure("GET", path, "expected a list")
            found += [each for each in answer if isinstance(each, dict)]
            following = _NEXT.search(", ".join(headers.get_all("Link", [])))
            if following is None:
                return found
            if not following[1].startswith(f"{self.api}/"):
                raise self._failure("GET", path, "the list goes on at another address")
            path = following[1].removeprefix(self.api)
        raise self._failure("GET", path, f"more than {most} pages")

    def _answer(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[Any, Message]:
        reason = ""
        for attempt in range(ATTEMPTS):
            try:
                request = self._request(method, path, body, headers)
                with self._opener.open(request, timeout=self._seconds) as answer:
                    return _decoded(answer), answer.headers
            except urllib.error.HTTPError as error:
                pause = self._pause(error, attempt)
                reason = _said(error)
                if pause is None:
                    failure = self._failure(method, path, reason)
                    raise Refused(str(failure), error.code) from None
            except (OSError, http.client.HTTPException) as error:
                reason = str(getattr(error, "reason", "") or error) or type(error).__name__
                pause = 2.0**attempt
            if attempt + 1 < ATTEMPTS:
                self.sleep(pause)
        raise self._failure(method, path, f"{reason}; tried {ATTEMPTS} times")

    def _request(
        self, method: str, path: str, body: bytes | None, more: Mapping[str, str]
    ) -> urllib.request.Request:
        about = {"Content-Type": "application/json", "User-Agent": f"reach/{__version__}"}
        headers = {**about, **self._headers, **more}
        request = urllib.request.Request(  # noqa: S310
            f"{self.api}{path}", data=body, headers=headers, method=method
        )
        if self._token:
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        return request

    def _pause(self, error: urllib.error.HTTPError, attempt: int) -> float | None:
        """Seconds before another try; None where none would help."""
        asked = self._asked(error.headers)
        if asked is not None and error.code in (403, 429, 503):
            if asked > LONGEST_PAUSE:
                text = f"{_said(error)}; it asks to come back in {asked:.0f} s"
                raise self._failure("", "", text)
            return asked
        if error.code == 429:
            return 60.0 * 2.0**attempt if attempt < 3 else None
        return 2.0**attempt if error.code in _AGAIN else None

    def _asked(self, headers: Message) -> float | None:
        """Seconds that the server asks for: `Retry-After`, or until its limit starts anew."""
        after = headers.get("Retry-After", "")
        if after.strip().isdecimal():
            return float(after)
        if after:
            moment = email.utils.parsedate_to_datetime(after).timestamp() if ":" in after else None
            return None if moment is None else max(0.0, moment - self._now())
        reset = headers.get("X-RateLimit-Reset", "").strip()
        if headers.get("X-RateLimit-Remaining", "").strip() == "0" and reset.isdecimal():
            return max(1.0, float(reset) - self._now() + 1.0)
        return None

    def _failure(self, method: str, path: str, reason: str) -> UsageError:
        what = f"{method} {self.host}{path}" if method else self.host
        return UsageError(f"{what}: {reason.replace(self._token or '***', '***')}")


def _decoded(answer: IO[bytes]) -> Any:
    content = answer.read(MAX_ANSWER + 1)
    if len(content) > MAX_ANSWER:
        return None
    try:
        return json.loads(content) if content else None
    except ValueError:
        return None


def _said(error: urllib.error.HTTPError) -> str:
    """The status, and what the API says of it."""
    try:
        said = json.loads(error.read(100_000))
    except (ValueError, OSError):
        said = None
    message = said.get("message") if isinstance(said, dict) else None
    moved = " (it moved; give its new name)" if error.code in (301, 302, 307, 308) else ""
    return f"{error.code} {message if isinstance(message, str) else error.reason}{moved}"
