"""Takes the pictures of the docs: the terminal as SVG, the HTML report as PNG.

Needs the extras `browser` and `sweep`, and a Chromium; run it with `make screenshots`.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from bench.sweep_store import fill, pass_nights
from reach.cli.show import reader
from reach.cli.sweep.out import TITLE
from reach.output import html, text
from reach.records.finding import Report
from reach.rules.load import load
from reach.scan import scan
from reach.sweep import dashboard as sweeps
from reach.sweep.store.opening import Store, address

DOCS = Path(__file__).parent
IMAGES = DOCS / "images"
SAMPLES = DOCS.parent / "testdata"
WIDTH = 1200
REMOVE = "all => all.forEach(element => element.remove())"

THEME = TerminalTheme(
    (250, 249, 247),
    (28, 32, 37),
    [
        (28, 32, 37), (179, 38, 30), (23, 102, 57), (134, 96, 0),
        (29, 87, 176), (91, 58, 158), (15, 109, 122), (255, 255, 255),
    ],
)  # fmt: skip

FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
<rect fill="#faf9f7" stroke="#c9c4bb" x="1" y="1" width="frame" height="frame" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def sample(name: str) -> Report:
    """The report on a sample; its root is named by its last part."""
    return scan([SAMPLES / name])


def terminal(name: str) -> str:
    """What `reach scan` says about a sample, as a picture."""
    command = f"$ reach scan {Path(name).name}\n"
    shown = command + text.render(sample(name), width=100, color=True, prefix=Path(name).name)
    with open("/dev/null", "w", encoding="utf-8") as nowhere:
        console = Console(file=nowhere, record=True, width=102, force_terminal=True)
        console.print(Text.from_ansi(shown))
    picture = console.export_svg(theme=THEME, code_format=FRAME, unique_id="reach")
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture)[0]
    frame = f'width="{float(width) - 2:g}" height="{float(height) - 2:g}"'
    return picture.replace('width="frame" height="frame"', frame)


@contextmanager
def opened(name: str, scheme: str) -> Iterator[Page]:
    """The HTML report on a sample, in a browser."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    report = sample(name)
    page_text = html.render(report, load(), reader(SAMPLES / name))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder, "reach.html")
        file.write_text(page_text.replace(report.root, Path(name).name), encoding="utf-8")
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 1000}, color_scheme=scheme, reduced_motion="reduce"
        )
        page.goto(file.as_uri())
        yield page
        browser.close()


@contextmanager
def dashboard(scheme: str) -> Iterator[Page]:
    """The dashboard of a store that was made up, in a browser."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        store = Store(address(str(Path(folder, "store.sqlite"))))
        fill(store, 140, 7)
        pass_nights(store, 24)
        file = Path(folder, "dashboard.html")
        with store.reading() as connection:
            file.write_text(sweeps.dashboard(connection, TITLE), encoding="utf-8")
        store.close()
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 1000}, color_scheme=scheme, reduced_motion="reduce"
        )
        page.goto(file.as_uri())
        yield page
        browser.close()


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "terminal.svg").write_text(terminal("commands/trees/demo"), encoding="utf-8")
    for scheme in ("light", "dark"):
        with dashboard(scheme) as page:
            page.screenshot(path=IMAGES / f"dashboard-{scheme}.png")
        with opened("projects/fastapi_chat", scheme) as page:
            page.screenshot(path=IMAGES / f"report-{scheme}.png")
            page.locator("details.finding > summary").first.click()
            finding = page.locator("details.finding").first
            finding.locator(".facts").wait_for()
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur()")
            page.set_viewport_size({"width": WIDTH, "height": 2000})
            page.locator(".top, #filters, .self").evaluate_all(REMOVE)
            finding.screenshot(path=IMAGES / f"finding-{scheme}.png")
        with opened("projects/gradio_demo", scheme) as page:
            page.locator(".top").evaluate_all(REMOVE)
            page.locator("#map").screenshot(path=IMAGES / f"map-{scheme}.png")


if __name__ == "__main__":
    main()
