"""The HTML report is one inert file: what it holds, what may run in it, what text can do to it."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reach.output import html
from reach.records.finding import Location, Notice, Report
from tests.output.samples import (
    HOSTILE,
    REMOTE_CODE,
    REPORT,
    RULESET,
    SOURCES,
    TORCH_LOAD,
    hostile,
    read_source,
)


def page(report: Report = REPORT) -> str:
    return html.render(report, RULESET, read_source)


class Page(HTMLParser):
    """Elements with their attributes, and the text inside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            self.texts.append((self.elements[-1][0], data))


def test_notices_of_one_kind_are_one_item() -> None:
    many = tuple(
        Notice("", f"<f{number}>: too deep", about=f"<f{number}>") for number in range(2_000)
    )
    text = page(replace(REPORT, notices=(*many, Notice("a.py", "lost", 3))))
    assert "<summary>2001 notices</summary>" in text
    named = ", ".join(f"&lt;f{number}&gt;" for number in range(10))
    assert f"<li>too deep, 2000 times: {named} and 1990 more, which the JSON report lists" in text
    assert "<li><code>a.py:3</code> lost</li>" in text
    assert "f10&gt;" not in text


def data(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text)
    assert found is not None
    loaded: dict[str, object] = json.loads(found.group(1))
    return loaded


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    text = page()
    policy = next(
        attributes["content"] or ""
        for tag, attributes in Page(text).elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == rules["trusted-types"] == "'none'"
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(script) == len(style) == 1
    assert rules["script-src"] == f"'{digest(script[0])}'"
    assert rules["style-src"] == f"'{digest(style[0])}'"


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_nothing_is_fetched_and_nothing_is_written_in_attributes() -> None:
    for tag, attributes in Page(page()).elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert not {"src", "srcset", "style", "onclick"} & set(attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in page()
    assert "@import" not in page()


def test_a_finding_has_its_way_with_the_code_of_each_place() -> None:
    loaded = data(page())
    places = loaded["places"]
    finding = loaded["findings"][0]  # type: ignore[index]
    witness = finding["witnesses"][0]
    assert places[finding["at"]][:3] == ["app/loader.py", 5, 31]  # type: ignore[index]
    name, at, callee, note = witness["calls"][0]
    assert (name, callee, note) == ("app.main.generate", "app.loader.load", "")
    assert places[at][4] == ["return ", "loader.load(MODEL)", "(prompt)"]  # type: ignore[index]
    entry = loaded["entries"][witness["entry"]]  # type: ignore[index]
    assert entry["name"] == "POST /generate"
    assert places[entry["deployment"]][4] == ["", SOURCES["Dockerfile"].split("\n")[1], ""]  # type: ignore[index]
    artifact = loaded["artifacts"][finding["artifacts"][0]]  # type: ignore[index]
    assert (artifact["id"], artifact["pin"]) == ("acme/chat-7b", "unpinned")
    assert places[artifact["at"]][4] == ["MODEL = ", '"acme/chat-7b"', ""]  # type: ignore[index]


def test_the_inventory_names_what_breaks_no_rule_too() -> None:
    loaded = data(page())
    components = {each["id"]: each for each in loaded["components"]}  # type: ignore[attr-defined]
    assert list(components) == ["acme/chat-7b", "acme/styles"]
    styles = components["acme/styles"]
    assert (styles["publisher"], styles["pin"]) == ("acme", "pinned 0123456789ab")
    assert styles["loads"][0]["findings"] == []
    assert components["acme/chat-7b"]["loads"][0]["findings"] == [0]


def test_the_excerpt_keeps_its_indentation_and_marks_the_call() -> None:
    excerpt = data(page())["findings"][0]["excerpt"]  # type: ignore[index]
    assert [line[0] for line in excerpt] == [3, 4, 5, 6]
    assert excerpt[1][1:] == ["def load(name):", "", ""]
    number, before, marked, after = excerpt[2]
    assert before.startswith('    label = "🙂 ready"; return ')
    assert (number, marked, after) == (5, REMOTE_CODE.snippet, "")


def test_no_name_is_cut_in_two_and_a_file_has_no_line() -> None:
    where = Location("train.py", 1, 8, 1, 10)  # the first letters of torch
    witness = TORCH_LOAD.witnesses[0]
    report = replace(REPORT, findings=(replace(TORCH_LOAD, location=where),), loads=())
    loaded = data(page(report))
    places = {tuple(each[:3]): each[4] for each in loaded["places"]}  # type: ignore[attr-defined]
    assert places["train.py", 1, 8] == ["import ", "torch", ""]
    assert places["train.py", witness.entry.location.line, 1] is None


def test_tabs_and_long_lines_are_cut_around_the_call() -> None:
    line = "\t" + "x" * 400 + "; torch.load(path)" + "y" * 400
    where = Location("a.py", 1, 404, 1, 420)
    report = replace(REPORT, findings=(replace(TORCH_LOAD, location=where, witnesses=()),))
    text = html.render(report, RULESET, {"a.py": line}.get)
    before, marked, after = data(text)["places"][0][4]  # type: ignore[index]
    assert marked == "torch.load(path)"
    assert before.startswith("…")
    assert after.endswith("…")
    assert len(before + marked + after) < 250


def test_the_overview_stands_in_the_page_itself() -> None:
    text = page()
    assert "3 findings: 1 deployed, 1 runnable, 1 dormant" in text
    assert 'href="#rule=torch-load&amp;grade=runnable"' in text
    assert "app/broken.py:12" in text
    assert "more than 32 values" in text


def test_an_empty_report_is_a_page_too() -> None:
    text = page(Report(".", (), (), (), 4, 1))
    assert "No findings (4 files, 1 entry point)." in text
    assert data(text)["findings"] == []


def test_the_same_report_is_the_same_page() -> None:
    assert page() == page()


@pytest.mark.parametrize(
    "hurt", [*filter(None, HOSTILE), "</script><script>alert(1)</script>", "<!--<script>"]
)
def test_hostile_text_makes_no_element(hurt: str) -> None:
    calm = Page(page(hostile("calm")))
    text = page(hostile(hurt))
    assert [tag for tag, _ in Page(text).elements] == [tag for tag, _ in calm.elements]
    loaded = data(text)
    assert all(part.isprintable() for part in strings(loaded))
    outside = text.replace("\n", "")
    assert outside.isprintable()
    text.encode("utf-8")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in strings(part)]
    return [text for item in value for text in strings(item)] if isinstance(value, list) else []
