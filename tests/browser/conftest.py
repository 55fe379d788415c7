"""A browser for the tests of pages; without one they are skipped, with the reason."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reach.output import html
from reach.records.finding import Report
from tests.output.samples import RULESET, read_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")

Opener = Callable[..., "Page"]


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    """A headless browser of the system. It ends with the tests of this folder: while it runs, no
    other test can have an event loop."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser is installed: none of {', '.join(NAMES)}")
    with api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages said on the console, in dialogs, or wanted from elsewhere."""
    return []


@pytest.fixture
def paged(browser: "Browser", tmp_path: Path, complaints: list[str]) -> Iterator[Opener]:
    """Opens the text of a page from disk; a complaint fails the test."""
    contexts = []

    def open_page(text: str, address: str = "", **settings: Any) -> "Page":
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked(request.url))
        page.goto(file.as_uri() + address)
        return page

    def asked(url: str) -> None:
        if not url.startswith("file:"):
            complaints.append(f"asked for {url}")

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def opened(paged: Opener) -> Opener:
    """Opens the page of a report."""

    def open_page(report: Report, address: str = "", **settings: Any) -> "Page":
        return paged(html.render(report, RULESET, read_source), address, **settings)

    return open_page
