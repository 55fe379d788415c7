"""Requests that are tried again where that may help, and never say a secret."""

import email.utils
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import IO, Any
from urllib.parse import urlsplit

from reach import __version__
from reach.errors import UsageError

ATTEMPTS = 6
SECONDS = 60.0
"""For one request."""
LONGEST_PAUSE = 900.0
"""A longer one that the server asks for ends the run."""
MAX_ANSWER = 10_000_000

_AGAIN = frozenset({429, 500, 502, 503, 504})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token elsewhere."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> None:
        """Follow none: the answer itself is the error."""


class Client:
    """Speaks to one API with one token."""

    def __init__(
        self,
        api: str,
        token: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
        seconds: float = SECONDS,
    ) -> None:
        parts = urlsplit(api)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise UsageError("--api-url: expected an https address")
        if parts.username or parts.password:
            raise UsageError("--api-url: no user or password belongs into it")
        self.api = api.rstrip("/")
        self.host = parts.hostname or ""
        self.sleep = sleep
        self._token = token
        self._now = now
        self._seconds = seconds
        self._opener = urllib.request.build_opener(_NoRedirect)

    def send(self, method: str, path: str, body: bytes | None) -> Any:
        """The JSON of the answer; UsageError where it cannot be had."""
        reason = ""
        for attempt in range(ATTEMPTS):
            try:
                request = self._request(method, path, body)
                with self._opener.open(request, timeout=self._seconds) as answer:
                    return _decoded(answer)
            except urllib.error.HTTPError as error:
                pause = self._pause(error, attempt)
                reason = _said(error)
                if pause is None:
                    raise self._failure(method, path, reason) from None
            except (OSError, http.client.HTTPException) as error:
                reason = str(getattr(error, "reason", "") or error) or type(error).__name__
                pause = 2.0**attempt
            if attempt + 1 < ATTEMPTS:
                self.sleep(pause)
        raise self._failure(method, path, f"{reason}; tried {ATTEMPTS} times")

    def _request(self, method: str, path: str, body: bytes | None) -> urllib.request.Request:
        headers = {
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
            "User-Agent": f"reach/{__version__}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        request = urllib.request.Request(  # noqa: S310
            f"{self.api}{path}", data=body, headers=headers, method=method
        )
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
        return UsageError(f"{what}: {reason.replace(self._token, '***')}")


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
