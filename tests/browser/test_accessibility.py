"""The HTML report against axe's rules, in light and dark."""

import pytest

from tests.browser.conftest import Opener
from tests.browser.reports import large, training
from tests.output.samples import REPORT

GRAVE = ("serious", "critical")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_nothing_serious_is_found(opened: Opener, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    report = large(30)
    for each in (REPORT, report, training()):
        page = opened(
            each,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            bypass_csp=True,  # the checker itself is a script from outside
        )
        for number in range(3):
            page.locator("details.finding > summary").nth(number).click()
        page.get_by_role("button", name="runnable", exact=False).first.click()
        page.go_back()
        found = axe.Axe().run(page).response["violations"]
        assert [
            (each["id"], node["html"][:200], node.get("failureSummary"))
            for each in found
            if each["impact"] in GRAVE
            for node in each["nodes"][:3]
        ] == []
