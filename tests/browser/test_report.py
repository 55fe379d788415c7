"""The HTML report in a browser: filters, search, pictures, keys, size and hostile text."""

from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

import pytest

from reach.records.finding import Change, Notice, Suppressed, Suppression
from reach.records.repair import Edit, Fix
from tests.browser.conftest import Opener
from tests.browser.reports import large, training
from tests.output.samples import HOSTILE, REMOTE_CODE, REPORT, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page


def rules(page: "Page") -> list[str]:
    """The rules of the findings that are listed, in order."""
    texts: list[str] = page.locator("#list .about span:first-child").all_inner_texts()
    return texts


def open_finding(page: "Page", number: int = 0) -> None:
    """Click on a finding, and wait until it is drawn."""
    page.locator("details.finding > summary").nth(number).click()
    page.locator("details.finding").nth(number).locator(".facts").wait_for()


def test_findings_stand_by_grade_worst_first(opened: Opener) -> None:
    page = opened(REPORT)
    assert rules(page) == ["trust-remote-code", "torch-load", "pickle-load"]
    groups = page.locator("h3.group .grade").all_inner_texts()
    assert groups == ["deployed", "runnable", "dormant"]
    assert page.locator("#state").inner_text() == "3 findings"


def test_grades_rules_and_words_filter_and_stand_in_the_address(opened: Opener) -> None:
    page = opened(REPORT)
    page.get_by_role("button", name="runnable").click()
    assert rules(page) == ["torch-load"]
    assert page.url.endswith("#grade=runnable")
    page.get_by_role("button", name="dormant").click()
    assert rules(page) == ["torch-load", "pickle-load"]
    page.locator("#rule").select_option("pickle-load")
    assert rules(page) == ["pickle-load"]
    assert page.locator("#state").inner_text().startswith("1 of 3 findings")
    page.go_back()
    assert rules(page) == ["torch-load", "pickle-load"]
    page.get_by_role("link", name="Show all", exact=True).click()
    assert len(rules(page)) == 3
    page.locator("#search").fill("CHAT-7B generate")
    assert rules(page) == ["trust-remote-code"]
    page.locator("#search").fill("no such thing")
    assert page.locator(".empty").inner_text() == "Nothing matches."


def test_an_address_brings_back_what_was_shown(opened: Opener) -> None:
    page = opened(REPORT, "#q=train.py&rule=torch-load")
    assert rules(page) == ["torch-load"]
    assert page.locator("#search").input_value() == "train.py"
    page = opened(REPORT, f"#finding={REMOTE_CODE.fingerprint}")
    assert page.locator("details.finding[open]").count() == 1
    assert page.evaluate("document.activeElement.closest('details').open")


def test_the_overview_leads_to_the_findings(opened: Opener) -> None:
    page = opened(REPORT)
    page.get_by_role("link", name="1 runnable of torch-load").click()
    assert rules(page) == ["torch-load"]
    page.locator("#overview .grades a", has_text="deployed").click()
    assert rules(page) == ["trust-remote-code"]


def test_a_witness_is_a_picture_from_the_entry_point_to_the_sink(opened: Opener) -> None:
    page = opened(REPORT)
    open_finding(page)
    stops = page.locator(".way > li")
    kinds = [name.split()[1] for name in stops.evaluate_all("all => all.map(e => e.className)")]
    assert kinds == ["deployment", "entry", "call", "sink"]
    places = page.locator(".way .place").all_inner_texts()
    assert places == ["Dockerfile:2:1", "app/main.py:6:5", "app/main.py:7:12", "app/loader.py:5:31"]
    assert page.locator(".way .call mark").inner_text() == "loader.load(MODEL)"
    assert page.locator(".excerpt mark").inner_text() == REMOTE_CODE.snippet
    card = page.locator(".loads .source")
    assert card.locator(".id").inner_text() == "acme/chat-7b"
    assert card.locator(".place").inner_text() == "app/settings.py:1:9"
    assert card.locator("mark").inner_text() == '"acme/chat-7b"'
    boxes = [stops.nth(n).bounding_box() for n in range(stops.count())]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(tops) == 4


def test_what_is_new_or_worse_is_said(opened: Opener) -> None:
    changes = (Change("revision", "acme/chat-7b was pinned to 0123, now main."),)
    report = replace(REPORT, findings=(replace(REMOTE_CODE, changes=changes),))
    page = opened(report)
    assert page.locator("details.finding .tag").inner_text() == "worse"
    open_finding(page)
    facts = page.locator(".facts").inner_text()
    assert "Worse" in facts
    assert "acme/chat-7b was pinned to 0123, now main." in facts


def test_what_would_repair_it_is_shown(opened: Opener) -> None:
    where = REMOTE_CODE.location
    edit = Edit(where, 0, 0, "trust_remote_code=False")
    fix = Fix("Set trust_remote_code to False", ("The model may need its code.",), (edit,))
    page = opened(replace(REPORT, findings=(replace(REMOTE_CODE, edits=fix),)))
    open_finding(page)
    facts = page.locator(".facts").inner_text()
    for text in ("Set trust_remote_code to False", "needs review", "app/loader.py:5:31"):
        assert text in facts
    assert "trust_remote_code=False" in facts
    assert "The model may need its code." in facts


def test_another_entry_point_shows_its_own_way(opened: Opener) -> None:
    first = REMOTE_CODE.witnesses[0]
    other = replace(
        first, entry=replace(first.entry, name="GET /warm", deployment=None), chain=first.chain[1:]
    )
    finding = replace(REMOTE_CODE, witnesses=(first, other))
    page = opened(replace(REPORT, findings=(finding,)))
    open_finding(page)
    assert page.locator(".way .entry b").inner_text() == "POST /generate"
    page.get_by_role("button", name="GET /warm").click()
    assert page.locator(".way .entry b").inner_text() == "GET /warm"
    assert page.locator(".way > li").count() == 2


def test_a_long_way_is_folded_until_it_is_asked_for(opened: Opener) -> None:
    page = opened(large(12))
    open_finding(page, 9)
    folded = page.locator("details[open] .way > li")
    assert folded.count() == 1 + 3 + 1 + 3 + 1
    page.get_by_role("button", name="4 more calls").click()
    assert folded.count() == 1 + 10 + 1


def test_the_inventory_and_the_map_lead_to_findings(opened: Opener) -> None:
    page = opened(REPORT)
    row = page.locator(".inventory tbody tr")
    assert row.count() == 2
    for text in ("acme/chat-7b", "model", "acme", "unpinned", "app/settings.py:1:9", "9.3"):
        assert text in row.nth(0).inner_text()
    for text in ("acme/styles", "dataset", "pinned 0123456789ab", "parquet", "none"):
        assert text in row.nth(1).inner_text()
    row.locator("a.id").click()
    assert rules(page) == ["trust-remote-code"]
    assert "about acme/chat-7b" in page.locator("#state").inner_text()
    left = page.locator(".side.left a").all_inner_texts()
    assert left == ["POST /generate", "python train.py"]
    assert page.locator(".side.right .end").all_inner_texts() == ["acme/chat-7b", "acme/styles"]
    lines = page.locator(".lines path").evaluate_all("all => all.map(e => e.className.baseVal)")
    assert sorted(lines) == ["f-critical", "f-none"]
    page.locator(".side.left a", has_text="train").click()
    assert rules(page) == ["torch-load"]


def test_a_training_is_a_picture_from_what_goes_in_to_where_it_goes(opened: Opener) -> None:
    page = opened(training())
    page.get_by_role("link", name="Trainings").click()
    given, made = page.locator(".given .source"), page.locator(".gets .source")
    assert given.locator(".id").all_inner_texts() == ["acme/chat-7b", "acme/rows"]
    assert "as train_dataset, eval_dataset" in given.nth(1).inner_text()
    steps = given.nth(1).locator(".stop .what > span:first-child").all_inner_texts()
    assert steps == ["filter by train.polite", "train_test_split"]
    assert given.nth(2).inner_text().startswith("processing_class is not known: it comes from")
    assert page.locator(".trainer b").inner_text() == "trl.SFTTrainer"
    assert "train.py:3:9" in page.locator(".trainer").inner_text()
    assert made.locator(".id").all_inner_texts() == ["out/tuned", "acme/chat-7b-polite"]
    assert made.nth(1).locator(".what > span").all_inner_texts() == [
        "by args.hub_model_id",
        "by push_to_hub",
    ]
    lefts = [each.bounding_box() for each in (given.first, page.locator(".trainer"), made.first)]
    assert [box["x"] for box in lefts if box] == sorted(box["x"] for box in lefts if box)
    given.nth(0).locator("a.id").click()
    assert rules(page) == ["trust-remote-code"]


def test_a_project_that_trains_nothing_has_no_pictures_of_it(opened: Opener) -> None:
    assert opened(REPORT).locator("#trainings").count() == 0


def test_suppressed_findings_are_apart_with_the_reason(opened: Opener) -> None:
    why = Suppression("comment", "read by us", "2027-01-31", "app/loader.py", 4)
    idle = Notice("app/main.py", "the suppression of torch-load suppresses nothing", 9)
    page = opened(
        replace(
            REPORT,
            findings=REPORT.findings[1:],
            suppressed=(Suppressed(REMOTE_CODE, why),),
            idle=(idle,),
        )
    )
    assert rules(page) == ["torch-load", "pickle-load"]
    page.get_by_text("1 suppressed finding: the project lives with it").click()
    finding = page.locator("#suppressed details.finding")
    finding.locator("> summary").click()
    finding.locator(".way > li").first.wait_for()  # it is drawn once it was opened
    assert finding.locator(".way > li").count() == 4
    facts = finding.locator(".facts").inner_text()
    assert "read by us" in facts
    assert "by a comment in app/loader.py:4, until 2027-01-31" in facts
    notes = page.locator("#notes").inner_text()
    assert "1 suppression suppresses nothing" in notes
    assert "app/main.py:9 the suppression of torch-load" in notes
    page.locator("#search").fill("acme/chat-7b")
    assert page.locator("#list details.finding").count() == 0


def test_all_of_it_works_from_the_keyboard(opened: Opener) -> None:
    page = opened(REPORT)
    page.keyboard.press("/")
    page.keyboard.type("load")
    assert len(rules(page)) == 3
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    opened_rule = page.locator("details.finding[open] .about span:first-child")
    assert opened_rule.all_inner_texts() == ["torch-load"]
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert opened_rule.all_inner_texts() == ["trust-remote-code", "torch-load"]
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_two_thousand_findings_open_at_once_and_are_drawn_when_seen(opened: Opener) -> None:
    page = opened(large())
    assert page.locator("#state").inner_text() == "2,000 findings"
    assert page.locator("details.finding").count() < 200
    took = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    assert took < 5000
    page.keyboard.press("/")
    page.keyboard.type("part_1999.py")
    assert page.locator("details.finding").count() == 1
    page.keyboard.press("Escape")
    for _ in range(3):
        drawn = page.locator("details.finding").count()
        page.locator("#list > .more").scroll_into_view_if_needed()
        page.locator("details.finding").nth(drawn).wait_for(state="attached")


@pytest.mark.parametrize("hurt", [*filter(None, HOSTILE), '"><img src=x onerror=alert(1)>'])
def test_hostile_text_is_shown_and_does_nothing(opened: Opener, hurt: str) -> None:
    page = opened(hostile(hurt))
    elements = page.evaluate("document.querySelectorAll('img, iframe, object, script').length")
    assert elements == 2  # the data and the script
    open_finding(page)
    text = page.locator("body").inner_text()
    assert not set(text) & set("\u202e\u200b\x1b\x9b")
    page.locator(".way .entry").wait_for()


def test_the_policy_stops_what_would_get_in(opened: Opener, complaints: list[str]) -> None:
    page = opened(REPORT)
    blocked = page.evaluate(
        """() => {
          try { document.body.innerHTML = "<img src=x onerror=alert(1)>"; return "written"; }
          catch (error) { return error.name; }
        }"""
    )
    assert blocked == "TypeError"
    page.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'data:image/gif;base64,'}))"
    )
    page.wait_for_timeout(100)
    assert ["TrustedHTML" in complaints[0], "img-src" in complaints[1]] == [True, True]
    complaints.clear()


def test_paper_shows_a_short_list_in_full(opened: Opener) -> None:
    page = opened(REPORT)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.finding[open]").count() == 3
    assert not page.locator("#filters").is_visible()


def test_it_is_readable_without_scripts(opened: Opener) -> None:
    page = opened(REPORT, java_script_enabled=False)
    text = page.locator("body").inner_text()
    assert "Without scripts" in text
    assert "app/loader.py:5:31" in text


def test_making_a_large_page_is_quick(opened: Opener) -> None:
    report = large()
    before = process_time()
    opened(report)
    assert process_time() - before < 10
