"""The dashboard of a sweep in a browser: who loads what, hostile names, 2,000 repositories."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("sqlalchemy", reason="the extra `sweep` is not installed")

from sqlalchemy import insert, select, update

from bench.sweep_store import fill
from reach.records.finding import GRADES
from reach.sweep.dashboard import dashboard
from reach.sweep.run import begin
from reach.sweep.store import schema
from reach.sweep.store.opening import Store, address
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

EVIL = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>\u202e'


@pytest.fixture
def shown(paged: Opener) -> Opener:
    """Opens the dashboard of a store."""

    def open_page(store: Store, address: str = "", **settings: Any) -> "Page":
        with store.reading() as connection:
            text = dashboard(connection, "Our repositories")
        return paged(text, address, **settings)

    return open_page


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    """Twelve repositories in two sweeps; one failed, and one has new findings."""
    store = Store(address(str(tmp_path / "small.sqlite")))
    fill(store, 12, 6)
    with store.writing() as connection:
        second = begin(connection, "sweep", "bench")
        values = {"status": "failed", "reason": "not done after 600 s", "attempts": 2}
        cost = {"seconds": 600.0, "cpu": 600.0, "memory": 100}
        row = {"sweep_id": second, "repository_id": 3, **values, **cost}
        connection.execute(insert(schema.outcomes).values(row))
        fresh = schema.findings.c.repository_id == 5
        connection.execute(update(schema.findings).where(fresh).values(since=second))
    yield store
    store.close()


def names(page: "Page") -> list[str]:
    texts: list[str] = page.locator("#repository-list .message").all_inner_texts()
    return texts


def test_repositories_stand_worst_first(shown: Opener, small: Store) -> None:
    page = shown(small)
    scores = page.locator("#repository-list summary .score").all_inner_texts()
    assert len(scores) == 12
    assert [float(s) for s in scores] == sorted((float(s) for s in scores), reverse=True)
    assert page.locator("#repositories-state").inner_text() == "12 repositories"
    page.get_by_role("button", name="failed").click()
    assert names(page) == ["git.example/team-2/service-2"]
    page.locator("#repository-list summary").click()
    said = page.locator("#repository-list .body").inner_text()
    assert "not scanned in the last sweep: not done after 600 s" in said
    page.get_by_role("button", name="something new").click()
    assert names(page) == ["git.example/team-4/service-4"]
    assert page.url.endswith("#only=new")


def test_what_is_new_stands_first(shown: Opener, small: Store) -> None:
    """Worst first, with the grade that it had; its repository is one click away."""
    with small.writing() as connection:
        f = schema.findings.c
        mine = f.repository_id == 7
        first = connection.execute(select(f.id).where(mine).order_by(f.id).limit(1)).scalar_one()
        row = connection.execute(select(schema.findings).where(f.id == first)).one()._mapping
        connection.execute(update(schema.findings).where(f.id == first).values(rank=1, until=2))
        again = {name: value for name, value in row.items() if name != "id"}
        rank = GRADES.index("deployed")
        values = {**again, "since": 2, "until": None, "rank": rank, "severity": 9.9}
        connection.execute(insert(schema.findings).values(values))
    page = shown(small)
    assert page.locator("#news-title").inner_text().endswith("new or worse since the sweep before")
    rows = page.locator("#news-list li")
    assert rows.first.locator(".tag").inner_text() == "was development"
    assert rows.first.locator(".score").inner_text() == "9.9"
    assert {row.locator("a").inner_text() for row in rows.all()} == {
        "git.example/team-4/service-4",
        "git.example/team-6/service-6",
    }
    rows.first.locator("a").click()
    assert names(page) == ["git.example/team-6/service-6"]


def test_who_loads_it(shown: Opener, small: Store) -> None:
    with small.writing() as connection:
        where = schema.loads.c.repository_id.in_((2, 7))
        first = schema.loads.c.number == 0
        connection.execute(update(schema.loads).where(where, first).values(artifact_id=20_000))
    page = shown(small)
    page.keyboard.press("/")
    page.keyboard.type("ORG-499/model-19999")
    assert page.locator("#models-state").inner_text().startswith("1 of ")
    holders = page.locator("#publisher-list details.model .rows b")
    assert sorted(holders.all_inner_texts()) == [
        "git.example/team-1/service-1",
        "git.example/team-6/service-6",
    ]
    assert sorted(names(page)) == sorted(holders.all_inner_texts())
    page.goto(page.url.split("#")[0] + "#q=service-3")
    assert names(page) == ["git.example/team-3/service-3"]


def test_hostile_names(shown: Opener, small: Store) -> None:
    with small.writing() as connection:
        for table, columns in (
            (schema.repositories, ("name",)),
            (schema.findings, ("message", "path", "rule")),
            (schema.artifacts, ("name", "publisher")),
            (schema.load_entries, ("name",)),
        ):
            key = next(iter(table.primary_key.columns))
            values = dict.fromkeys(columns, EVIL)
            connection.execute(update(table).where(key == 1).values(values))
    page = shown(small)
    page.locator("#search").fill("onerror")
    for summary in page.locator("summary").all():
        summary.click()
    text = page.locator("main").inner_text()
    assert "<script>alert(2)</script>\\u202e" in text
    assert page.locator("img").count() == 0


def processor(page: "Page") -> float:
    """Seconds of processor time that the browser has used: others may be at work meanwhile."""
    browser = page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(each["cpuTime"] for each in processes))


def test_2000_repositories_are_there_in_two_seconds(shown: Opener, tmp_path: Path) -> None:
    store = Store(address(str(tmp_path / "large.sqlite")))
    fill(store, 2000, 12)
    page = shown(store)
    assert page.locator("#repositories-state").inner_text() == "2,000 repositories"
    before = processor(page)
    page.reload()
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    assert processor(page) - before < 2
    took = page.evaluate(
        """() => {
          const before = performance.now();
          const search = document.getElementById("search");
          search.value = "model-77 org-77";
          search.dispatchEvent(new Event("input"));
          return performance.now() - before;
        }"""
    )
    assert took < 500
    store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_nothing_serious_is_found(shown: Opener, small: Store, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page = shown(
        small,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
        bypass_csp=True,  # the checker itself is a script from outside
    )
    page.locator("#repository-list summary").first.click()
    page.locator("#publisher-list summary").first.click()
    found = axe.Axe().run(page).response["violations"]
    assert [
        (each["id"], node["html"][:200], node.get("failureSummary"))
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ] == []
