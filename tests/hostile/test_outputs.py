"""Names and strings of the scanned code do nothing where they are shown."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from reach.cli import run
from reach.serve.hover import escaped

STRINGS = {
    "link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "title": "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "bidi": "\u202egnp.tp\u2066\u2069\u200f",
    "script": "</script><script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "markdown": "](javascript:alert(1)) [x](https://evil.example) ![](https://evil.example/p.png)",
    "mention": "@everyone #1 https://evil.example www.evil.example <https://evil.example>",
    "formula": '=HYPERLINK("https://evil.example","x")',
    "minus": "-2+3+cmd|' /C calc'!A0",
    "wide": "\uff1d1+1",
    "command": "\n::error file=a,line=1::owned\n##[error]owned\r::set-output name=x::y",
    "percent": "%0A::error::owned%0D",
    "scheme": "javascript:alert(document.domain)",
    "data": "data:text/html,<script>alert(1)</script>",
    "quote": "a\"b'c`d\\e",
    "nul": "a\0b",
}
FORMS = ("text", "json", "sarif", "html", "markdown", "github", "gitlab-sast", "gitlab-quality")
INVENTORIES = ("text", "json", "csv", "cyclonedx")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that is written about a program full of such strings."""
    root = tmp_path_factory.mktemp("outputs")
    calls = [
        f"    torch.load({text!r})\n    AutoModel.from_pretrained({text!r}, revision={text!r})\n"
        f"    torch.hub.load_state_dict_from_url({text!r})\n"
        for text in STRINGS.values()
    ]
    head = "import torch\nfrom fastapi import FastAPI\nfrom transformers import AutoModel\n"
    route = "](javascript:alert(1))<img src=x>\\n::error::x"
    (root / "tree").mkdir()
    (root / "tree/app.py").write_text(
        f'{head}app = FastAPI()\n@app.get("/{route}")\ndef answers():\n' + "".join(calls), "utf-8"
    )
    found: dict[str, str] = {}
    options = [part for form in FORMS for part in ("--output", f"{form}={root}/out.{form}")]
    assert run(["scan", "--no-cache", "--fail-on", "never", *options, f"{root}/tree"]) == 0
    for form in FORMS:
        found[form] = (root / f"out.{form}").read_text("utf-8")
    for form in INVENTORIES:
        file = root / f"models.{form}"
        assert run(["models", "--format", form, "-o", str(file), f"{root}/tree"]) == 0
        found[f"models-{form}"] = file.read_text("utf-8")
    return found


def test_no_character_acts(shown: dict[str, str]) -> None:
    for form, text in shown.items():
        odd = {hex(ord(char)) for char in text if not (char.isprintable() or char in "\r\n")}
        assert not odd, form


def test_no_line_is_a_workflow_command_of_theirs(shown: dict[str, str]) -> None:
    """Whatever is printed in CI: a command may begin on any line, `##[` anywhere in it."""
    ours = re.compile(r"::(?:error|warning|notice) (?:file|title)=[^:]*::")
    for form in ("text", "markdown", "github", "models-text"):
        for line in shown[form].splitlines():
            commands = re.findall(r"^\s*::\w+|##\[", line)
            assert not commands or (form == "github" and ours.match(line)), line[:200]
    for line in shown["github"].splitlines():
        assert "%0A::" not in line.replace("%250A", "").partition("::")[2]


def test_markdown_stays_text(shown: dict[str, str]) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(shown["markdown"])
    tags = set(re.findall(r"<(\w+)", re.sub(r"<pre>.*?</pre>", "", rendered, flags=re.DOTALL)))
    assert tags <= set("h2 p table thead tbody tr th td code details summary strong ul li".split())
    assert "evil.example" in rendered


def test_messages_of_sarif_link_to_places_only(shown: dict[str, str]) -> None:
    log = json.loads(shown["sarif"])
    for text in _messages(log):
        for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", text.replace("\\\\", "")):
            assert re.fullmatch(r"\d+|https://[\w./#-]+", target), text[:300]
    uris = re.findall(r'"(?:uri|helpUri|informationUri)": "([^"]*)"', shown["sarif"])
    assert uris
    assert all(re.match(r"https://|[\w./%-]+$", uri) for uri in uris)
    assert log["runs"][0]["results"]


def _messages(node: object) -> Iterator[str]:
    """The texts in which viewers show links; snippets of code are none."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "message" and isinstance(value, dict):
                yield from (value[each] for each in ("text", "markdown") if each in value)
            else:
                yield from _messages(value)
    elif isinstance(node, list):
        for each in node:
            yield from _messages(each)


def test_no_cell_is_a_formula(shown: dict[str, str]) -> None:
    rows = list(csv.reader(io.StringIO(shown["models-csv"])))
    assert len(rows) > 10
    assert not [
        cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@", "\uff1d")
    ]


def test_a_bill_of_materials_has_plain_addresses(shown: dict[str, str]) -> None:
    bom = json.loads(shown["models-cyclonedx"])
    references = [
        each["url"] for part in bom["components"] for each in part.get("externalReferences", ())
    ]
    assert all(url.startswith(("https://", "http://")) for url in references), references


def test_the_page_holds_its_data_in_one_element(shown: dict[str, str]) -> None:
    """What a browser does with it is tested in tests/browser."""
    assert shown["html"].count("<script") == shown["html"].count("</script>")
    assert "<script>alert" not in shown["html"]
    assert "<img" not in shown["html"]


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_hover_text_stays_text(text: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(escaped(text))
    assert not re.findall(r"<(?!/?p>)\w+", rendered)
    assert all(char.isprintable() or char == "\n" for char in rendered)


def test_addresses_of_files_are_encoded(tmp_path: Path) -> None:
    from pygls.workspace import PositionCodec

    from reach.serve.texts import Texts

    address = Texts(tmp_path, {}, PositionCodec()).uri("a)](x) b\n.py")
    assert re.fullmatch(r"[\w:/.%-]+", address)
