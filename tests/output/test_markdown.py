"""Markdown and workflow commands: what is shown, and that scanned text stays text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from reach.output import escape, github, markdown
from reach.output.escape import code, visible
from tests.output.samples import HOSTILE, REMOTE_CODE, REPORT, hostile


def test_the_table_names_rule_artifact_and_place() -> None:
    rows = [line for line in markdown.render(REPORT).splitlines() if line.startswith("| 9.3")]
    cells = [cell.strip() for cell in rows[0].strip("|").split("|")]
    assert cells[1] == "deployed"
    assert cells[2] == "<code>trust\\-remote\\-code</code>"
    assert cells[4] == "<code>acme/chat\\-7b</code>"
    assert cells[5] == "<code>app/loader.py:5:31</code>"


def test_the_witness_is_given_call_by_call() -> None:
    shown = markdown.render(REPORT, prefix="api").splitlines()
    start = shown.index("POST /generate (fastapi-route)")
    assert shown[start + 1] == "  api/app/main.py:7:12  app.main.generate"
    assert shown[start + 2] == "    api/app/loader.py:5:31  app.loader.load"


def test_a_comment_is_never_too_long() -> None:
    many = replace(REPORT, findings=(replace(REMOTE_CODE, message="x" * 9000),) * 400)
    shown = markdown.render(many)
    assert len(shown) < 65_536
    assert "and 300 more." in shown


class Page(HTMLParser):
    """The elements of a rendered page, and its text inside and outside code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells = 0
        self.code = self.prose = ""
        self._depth = 0
        self.feed(MarkdownIt("commonmark").enable("table").render(text))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.cells += tag == "td"
        self._depth += tag == "code"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.code += data
        else:
            self.prose += data


@pytest.mark.parametrize("text", HOSTILE)
def test_scanned_text_adds_no_markup(text: str) -> None:
    shown = markdown.render(hostile(text))
    assert all(char.isprintable() or char == "\n" for char in shown)
    page = Page(shown)
    assert page.tags == Page(markdown.render(hostile("plain"))).tags
    assert page.cells == 12
    assert visible(text)[:90] in page.code
    assert not re.search(r"[@#]\w", page.prose)


def test_bare_links_are_broken() -> None:
    prose = escape.markdown("https://example.org www.example.org")
    assert prose == "https:&#47;/example.org www\\.example.org"


def test_a_code_element_shows_the_text_itself() -> None:
    text = "a|b `c` \\|<i>*d* @e #1 &amp; https://x"
    assert "|" not in code(text)
    page = Page(code(text))
    assert page.code == text
    assert page.tags == {"p", "code"}


def test_an_annotation_points_at_the_call() -> None:
    first = github.render(REPORT, prefix="api").splitlines()[0]
    assert first.startswith(
        "::error file=api/app/loader.py,line=5,endLine=5,"
        "title=trust-remote-code (deployed%2C 9.3),col=31,endColumn=86::POST /generate"
    )
    assert first.endswith("%0AFix: Pin revision to a commit you have read.")


def test_the_level_follows_the_severity() -> None:
    levels = [line.split(" ")[0] for line in github.render(REPORT).splitlines()]
    assert levels == ["::error", "::warning", "::notice", "::notice"]


@pytest.mark.parametrize("text", HOSTILE)
def test_scanned_text_starts_no_command(text: str) -> None:
    report = hostile(text)
    shown = github.render(report).splitlines()
    assert len(shown) == len(report.findings) + len(report.idle) + 1
    for line in shown:
        assert line.isprintable()
        assert re.fullmatch(r"::(error|warning|notice) ([^:,]+=[^:,]*,?)+::(?:(?!::[a-z]).)*", line)
