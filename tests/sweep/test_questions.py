"""Questions to the store, a newer feed, and the export that two stores are compared by."""

import json
from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path

import pytest
from sqlalchemy import func, select

from reach import cli, feed
from reach.errors import UsageError
from reach.records.advisory import Feed
from reach.sweep.dashboard import dashboard
from reach.sweep.export import exported
from reach.sweep.language import Both, Comparison, Either, Negation, parse
from reach.sweep.rematch import rematched
from reach.sweep.run import begin
from reach.sweep.search import answer
from reach.sweep.store import history
from reach.sweep.store.schema import findings, states, sweeps
from tests.history.repositories import COMMIT
from tests.sweep.nights import SECOND, Nights


@pytest.fixture
def swept(nights: Nights) -> Nights:
    """Two repositories, scanned."""
    nights.repository("one")
    nights.repository("two", SECOND)
    nights.sweep()
    return nights


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """The same, for tests that only ask."""
    made = Nights(tmp_path_factory.mktemp("asked"))
    made.repository("one")
    made.repository("two", SECOND)
    made.sweep()
    yield made
    made.store.close()


def found(nights: Nights, question: str) -> set[tuple[str, str, int]]:
    """Repository, model and line of the answers."""
    with nights.store.reading() as connection:
        answers = answer(connection, parse(question), 100)
    assert answers.total == len(answers.matches)
    return {(Path(m.repository).name, m.model, m.line) for m in answers.matches}


CHAT = ("one", "acme/chat-7b", 10)
DRAFT = ("one", "acme/draft", 15)
FETCH = ("one", "acme/draft", 19)
RESTORE = ("one", "", 23)
SCORE = ("two", "weights.pt", 9)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("model = 'acme/chat-7b'", {CHAT}),
        ('model = "ACME/Chat-7B"', {CHAT}),
        ("model = acme/draft", {DRAFT, FETCH}),
        ("model ~ DRA", {DRAFT, FETCH}),
        ("model ~ 'acme/*t'", {DRAFT, FETCH}),
        ("model ~ 'acme/_raft'", set()),
        ("publisher = acme and pinned", {CHAT}),
        ("publisher = acme and not pinned", {DRAFT, FETCH}),
        ("publisher != acme", {RESTORE, SCORE}),
        ("pinned = false and grade >= runnable", {DRAFT, FETCH, SCORE}),
        (f"revision = {COMMIT}", {CHAT}),
        ("revision ~ 'v?'", {DRAFT, FETCH}),
        ("rule = torch-load", {RESTORE, SCORE}),
        ("rule != torch-load and repository ~ '/two'", set()),
        ("entry = 'POST /answers'", {CHAT}),
        ("entry = fastapi-route or entry ~ '/score'", {CHAT, SCORE}),
        ("not (entry = fastapi-route or entry ~ '/score')", {DRAFT, FETCH, RESTORE}),
        ("grade = exposed", {CHAT, SCORE}),
        ("grade < runnable and grade > dormant", {RESTORE}),
        ("grade > exposed OR model = acme/draft AND sink ~ pipeline", {DRAFT}),
        ("repository ~ one and path = loader.py and model ~ chat", {CHAT}),
        ("model = ''", set()),
    ],
)
def test_answers(asked: Nights, question: str, expected: set[tuple[str, str, int]]) -> None:
    lines = {(name, model, line) for name, model, line in expected}
    assert found(asked, question) == {
        (name, model, line - (1 if name == "one" else 0)) for name, model, line in lines
    }


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("modle = x", "did you mean 'model'"),
        ("color = x", "Fields are model"),
        ("model = ", "at its end"),
        ("model = 'x", "at character"),
        ("grade = deploed", "did you mean 'deployed'"),
        ("grade ~ dep", "one of|did you mean"),
        ("pinned = perhaps", "true or false"),
        ("model > x", "for grades only"),
        ("(" * 200 + "pinned" + ")" * 200, "too long"),
        ("model = x and", "at its end"),
        ("", "at its end"),
        ("model = 'x'; drop table loads", "at character"),
    ],
)
def test_questions_that_are_none(asked: Nights, question: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        found(asked, question)


def test_the_language() -> None:
    def compared(field: str, value: str) -> Comparison:
        return Comparison(field, "=", value, 0)

    def without_places(question: object) -> object:
        match question:
            case Comparison(name, operator, value, _):
                return Comparison(name, operator, value, 0)
            case Negation(inner):
                return Negation(without_places(inner))  # type: ignore[arg-type]
            case Both(parts):
                return Both(tuple(map(without_places, parts)))  # type: ignore[arg-type]
            case Either(parts):
                return Either(tuple(map(without_places, parts)))  # type: ignore[arg-type]
        return question

    a, b, c = compared("model", "a"), compared("rule", "b"), compared("pinned", "true")
    assert without_places(parse("model=a or rule=b and pinned")) == Either((a, Both((b, c))))
    assert without_places(parse("(model=a or rule=b) and pinned")) == Both((Either((a, b)), c))
    assert without_places(parse("not model=a and rule=b")) == Both((Negation(a), b))
    assert without_places(parse(r"model = 'it\'s'")) == compared("model", "it's")
    assert without_places(parse("model = android")) == compared("model", "android")


def advisories(folder: Path, name: str) -> Path:
    """A feed with one advisory about a model, as `reach feed add` writes it."""
    from reach.feed.compose import Report, composed, text_of
    from tests.conftest import TODAY

    report = Report(
        [name], "steals keys", "Someone", "https://example.org/1", "malicious", "model", None
    )
    from datetime import UTC, datetime

    document = composed(report, datetime.fromtimestamp(TODAY, UTC).date())
    folder.mkdir(exist_ok=True)
    (folder / f"{document['id']}.json").write_text(text_of(document))
    return folder


def only_findings(nights: Nights) -> list[dict[str, object]]:
    """What holds now, without the sweep since which it does."""
    with nights.store.reading() as connection:
        rows = [json.loads(line) for line in exported(connection)]
    now = [row for row in rows if "finding" in row and row["finding"]["until"] is None]
    return [{**row["finding"], "since": 0} for row in now]


def loaded(nights: Nights) -> list[tuple[str, int, list[str]]]:
    with nights.store.reading() as connection:
        rows = [json.loads(line) for line in exported(connection)]
    now = [row["load"] for row in rows if "load" in row and row["load"]["until"] is None]
    return sorted((load["path"], load["line"], load["rules"]) for load in now)


@pytest.mark.parametrize("name", ["acme/draft", "Acme/*", f"acme/chat-7b@{COMMIT}"])
def test_a_newer_feed_needs_no_scan(swept: Nights, tmp_path: Path, name: str) -> None:
    """What is found without a scan is what a scan would have found."""
    feeds = (advisories(tmp_path / "feed", name),)
    with swept.store.writing() as connection:
        number = begin(connection, "rematch", "")
        done = rematched(connection, number, feed.load(feeds))
    assert done.repositories == 1
    assert done.findings > 0
    after, loads_after = only_findings(swept), loaded(swept)
    assert {row["rule"] for row in after} >= {"compromised-model"}
    swept.sweep(settings=changed(swept.plan.settings, feeds=feeds))
    assert ("one", "scanned") in swept.told
    assert ("two", "unchanged") in swept.told
    assert only_findings(swept) == after
    assert loaded(swept) == loads_after
    with swept.store.writing() as connection:
        number = begin(connection, "rematch", "")
        rematched(connection, number, feed.load())
    assert "compromised-model" not in {row["rule"] for row in only_findings(swept)}
    ended = select(findings.c.until).where(findings.c.rule == "compromised-model")
    assert {until for (until,) in swept.ask(ended)} == {number}


def test_what_a_rematch_found_is_news_in_the_morning(swept: Nights, tmp_path: Path) -> None:
    """Between two nights a model is reported: the second night's news hold it."""
    feeds = (advisories(tmp_path / "feed", "acme/draft"),)
    night = swept.ask(select(func.max(sweeps.c.id)))[0][0]
    with swept.store.writing() as connection:
        rematched(connection, begin(connection, "rematch", ""), feed.load(feeds))
    for again in (False, True):
        if again:
            swept.sweep(settings=changed(swept.plan.settings, feeds=feeds))
        with swept.store.reading() as connection:
            since = history.moment(connection, None)
            new = history.new(connection, since)
            page = dashboard(connection, "Ours")
        assert since == night
        assert {each.rule for each in new} == {"compromised-model"}
    data = json.loads(page.partition('id="data">')[2].partition("</script>")[0])
    assert {row[1] for row in data["news"]["rows"]} == {"compromised-model"}


def test_a_feed_that_says_nothing_new_costs_no_scan(swept: Nights, tmp_path: Path) -> None:
    feeds = (advisories(tmp_path / "feed", "nobody/loads-this"),)
    assert swept.sweep(settings=changed(swept.plan.settings, feeds=feeds)).statuses == {
        "unchanged": 2
    }
    assert len({feed_of for (feed_of,) in swept.ask(select(states.c.feed))}) == 1


def test_rematching_is_quick_to_see_that_nothing_changed(swept: Nights) -> None:
    with swept.store.writing() as connection:
        assert rematched(connection, 1, feed.load()).artifacts == 0
        assert rematched(connection, 1, Feed()).artifacts > 0


def test_the_commands(asked: Nights, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*words: str) -> str:
        assert cli.run(["sweep", *words, "--store", asked.where]) == 0
        return capsys.readouterr().out

    text = said("query", "rule = torch-load")
    assert text.startswith("2 loads in 2 repositories\nexposed     ")
    assert "weights.pt" in text
    matches = json.loads(said("query", "model = acme/draft", "--format", "json"))["matches"]
    assert [each["model"] for each in matches] == ["acme/draft"] * 2
    assert json.loads(said("export").splitlines()[0]) == {"kind": "sweep", "sweep": 1}
    new = json.loads(said("changes", "--since", "0", "--format", "json"))["new"]
    assert ("torch-load", "serve.py") in [(each["rule"], each["path"]) for each in new]
    assert "torch-load" in said("changes", "--since", "0")
    assert "sweep 1: 2 scanned, ended" in said("status")
    assert said("rematch") == "the feed is the one that everything was matched with\n"
    assert cli.run(["sweep", "query", "modle = x", "--store", asked.where]) == 2
    assert capsys.readouterr().out == ""
