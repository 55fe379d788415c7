"""SARIF as Microsoft's web component shows it, where `.ci/run` has installed that.

It knows no code flows, so the steps of the best way have to be in the message.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reach.output import sarif
from tests.output.samples import REPORT, RULESET, read_source, severity_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MODULES = Path(__file__).parents[2] / ".venv" / "viewer" / "node_modules"
SCRIPTS = (
    "react/umd/react.production.min.js",
    "react-dom/umd/react-dom.production.min.js",
    "@microsoft/sarif-web-component/dist/index.js",
)
SHOW = """log => {
  const props = {logs: [log], filterState: {}};
  ReactDOM.render(React.createElement(Viewer, props), document.getElementById("viewer"));
}"""


def test_a_viewer_shows_the_first_sentence_with_the_code_and_the_steps(browser: "Browser") -> None:
    if not MODULES.is_dir():
        pytest.skip(f"the viewer is not installed in {MODULES}")
    page = browser.new_page()
    page.set_content("<div id='viewer'></div>")
    for script in SCRIPTS:
        page.add_script_tag(path=MODULES / script)
    page.evaluate(SHOW, json.loads(sarif.render(REPORT, RULESET, read_source, severity_of)))
    page.get_by_text("trust-remote-code/deployed").first.click()
    text = page.locator("#viewer").inner_text()
    assert REPORT.findings[0].message.partition(". ")[0] in text
    assert "Manipulate AI Model: Embed Malware" in text
    assert "app.loader.load" in text
    assert "Reached from POST /generate (started by Dockerfile:2:1)" in text
    steps = [line.strip() for line in text[text.index("Step by step:") :].splitlines()]
    assert [line for line in steps if line][1:4] == [
        "1. POST /generate (app/main.py:6:5)",
        "2. app.main.generate calls loader.load (app/main.py:7:12)",
        "3. app.loader.load calls AutoModel.from_pretrained (app/loader.py:5:31)",
    ]
    page.close()
