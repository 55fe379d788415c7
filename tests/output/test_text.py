"""The text report shows the evidence, keeps to the width and lets no escape through."""

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from reach.output import text
from reach.output.text_place import wants_links
from reach.records.finding import Finding, Guarded, Location, Notice, Report, Step
from tests.output.samples import CHAT, HOSTILE, PICKLE, REMOTE_CODE, REPORT, TORCH_LOAD, hostile


def lines(report: Report = REPORT, *, verbose: bool = False, width: int = 100) -> list[str]:
    return text.render(report, verbose=verbose, width=width).splitlines()


def test_the_worst_finding_comes_first_with_its_evidence() -> None:
    shown = lines()
    head = next(line for line in shown if "trust-remote-code" in line)
    for part in ("9.3 critical", "deployed", "from_pretrained", "acme/chat-7b"):
        assert part in head
    rows = [line.strip() for line in shown]
    assert "app/loader.py:5:31" in rows
    assert "written app/settings.py:1:9  literal" in rows
    start = rows.index(
        "reached POST /generate  fastapi-route  app/main.py:6:5  started by Dockerfile:2:1"
    )
    assert rows[start + 1 : start + 3] == [
        "├─ app/main.py:7:12    main.generate",
        "└─ app/loader.py:5:31  loader.load",
    ]
    assert "given   transformers 4.44.2 (requirements.txt:3)" in rows
    assert "fix     Pin revision to a commit you have read." in rows
    order = [next(n for n, row in enumerate(rows) if name in row) for name in ("9.3", "6.1")]
    assert order == sorted(order)


def test_a_reason_for_not_knowing_names_its_place() -> None:
    rows = [line.strip() for line in lines()]
    assert "unknown the parameter path has no value in the project  train.py:3:20" in rows


def test_the_lowest_grades_are_one_line_until_asked_for() -> None:
    assert "app/old.py:5:12" not in [line.strip() for line in lines()]
    assert "1 dormant finding not shown; -v shows them." in lines()
    full = [line.strip() for line in lines(verbose=True)]
    assert "app/old.py:5:12" in full
    assert "guard   the caller checks a signature (app/old.py:4)" in full


def test_skipped_files_are_summed_up_and_listed_on_request() -> None:
    assert "Not understood: 1 x larger than 8 MB, 1 x syntax error; -v lists them." in lines()
    assert "  app/broken.py:12  syntax error" in lines(verbose=True)
    assert "Notice: app/main.py:3  more than 32 values" in lines()


def test_notices_of_one_kind_are_one_line_until_asked_for() -> None:
    names = [f"app.f{number:04}" for number in range(2_000)]
    deep = tuple(Notice("", f"{name}: nested too deep", about=name) for name in names)
    wide = tuple(Notice("", f"{name}: too many", about=name) for name in names[:2])
    alone = Notice("", "reach.lock: damaged")
    report = replace(REPORT, notices=(*wide, *deep, alone))
    assert [line for line in lines(report, width=120) if line.startswith("Notice")] == [
        "Notice: 2,000 x  nested too deep: app.f0000, app.f0001, app.f0002 and 1,997 more; "
        "-v lists them",
        "Notice: 2 x  too many: app.f0000, app.f0001",
        "Notice: scan  reach.lock: damaged",
    ]
    full = [line for line in lines(report, verbose=True) if "Notice" in line]
    assert full == [f"Notice: scan  {notice.message}" for notice in report.notices]


def test_the_table_counts_rules_by_grade() -> None:
    shown = lines()
    head = next(n for n, line in enumerate(shown) if line.startswith("rule "))
    assert shown[head].split() == ["rule", "deployed", "runnable", "dormant"]
    assert shown[head + 2].split() == ["trust-remote-code", "1", "·", "·"]
    assert shown[head + 4].split() == ["pickle-load", "·", "·", "1"]


def test_an_empty_report_is_one_line() -> None:
    assert lines(Report(".", (), (), (), 4, 1)) == ["No findings (4 files, 1 entry point)."]


def test_the_prefix_makes_places_clickable_from_the_readers_folder() -> None:
    shown = text.render(REPORT, prefix="./services/api/")
    assert "\n   services/api/app/loader.py:5:31\n" in shown


@pytest.mark.parametrize("width", [10, 60, 80, 120, 400])
def test_lines_keep_to_the_width(width: int) -> None:
    limit = min(160, max(60, width))
    for line in lines(REPORT, verbose=True, width=width):
        assert cell_len(line) <= limit


def test_a_place_is_never_broken() -> None:
    path = "a" * 50 + "/" + "b" * 150 + ".py"
    finding = replace(REMOTE_CODE, location=Location(path, 3, 1, 3, 9))
    assert f"   {path}:3:1" in lines(replace(REPORT, findings=(finding,)), width=80)


def test_a_long_chain_is_folded_in_the_middle() -> None:
    shown = lines(_deep(20))
    assert any("│  … 14 more calls" in line for line in shown)
    assert [n for n in range(20) if any(line.endswith(f"  f{n}") for line in shown)] == [
        0, 1, 2, 17, 18, 19,
    ]  # fmt: skip
    full = lines(_deep(20), verbose=True)
    assert [n for n in range(20) if any(line.endswith(f"  f{n}") for line in full)] == list(
        range(20)
    )


def _deep(depth: int) -> Report:
    chain = tuple(
        Step(f"f{n}", Location("a.py", n + 1, 1, n + 1, 4), f"f{n + 1}", "direct")
        for n in range(depth)
    )
    witness = replace(REMOTE_CODE.witnesses[0], chain=chain)
    return replace(REPORT, findings=(replace(REMOTE_CODE, witnesses=(witness,)),))


def test_what_is_guarded_is_counted_and_listed_when_asked_for() -> None:
    guarded = Guarded(
        "pickle-load", "pickle.load", Location("a.py", 3, 5, 3, 9), ("a", "b (a.py:2)")
    )
    report = replace(REPORT, guarded=(guarded,))
    assert "Guarded: 1 call; -v lists them." in lines(report)
    assert "  a.py:3:5  pickle-load  pickle.load  a; b (a.py:2)" in lines(report, verbose=True)


def test_one_call_is_shown_once_with_all_its_rules() -> None:
    other = replace(REMOTE_CODE, rule="unsafe-format", severity=7.0, fix="Demand safetensors.")
    rows = [line.strip() for line in lines(replace(REPORT, findings=(REMOTE_CODE, other)))]
    assert rows.count("app/loader.py:5:31") == 1
    assert "also    7.0 high  unsafe-format  Demand safetensors." in rows
    apart = lines(replace(REPORT, findings=(REMOTE_CODE, other)), verbose=True)
    assert apart.count("   app/loader.py:5:31") == 2


def test_a_name_written_in_two_places_is_one_name() -> None:
    (artifact,) = REMOTE_CODE.artifacts
    assert artifact.origin is not None
    where = replace(artifact.origin, location=Location("Dockerfile", 3, 1, 3, 2), kind="ENV")
    both = (artifact, replace(artifact, origin=where))
    witness = replace(REMOTE_CODE.witnesses[0], artifacts=both)
    finding = replace(REMOTE_CODE, artifacts=both, witnesses=(witness,))
    rows = [line.strip() for line in lines(replace(REPORT, findings=(finding,)))]
    assert rows[1].count("acme/chat-7b") == 1
    assert "written app/settings.py:1:9  literal" in rows
    assert "written Dockerfile:3:1  ENV" in rows


def test_many_findings_of_a_rule_are_shown_in_brief() -> None:
    shown = lines(replace(REPORT, findings=_many(8)))
    assert sum(line.strip() == "code    torch.load(path)" for line in shown) == 0
    places = [line.strip() for line in shown if line.startswith("   app/loader.py:")]
    assert places == [f"app/loader.py:{n}:31" for n in range(1, 9)]
    detailed = [line for line in shown if line.startswith("   fix ")]
    assert 1 <= len(detailed) < 8
    assert len(shown) <= text.SCREEN


def _many(number: int) -> tuple[Finding, ...]:
    places = (replace(REMOTE_CODE.location, line=n, end_line=n) for n in range(1, number + 1))
    return tuple(replace(REMOTE_CODE, location=where) for where in places)


@pytest.mark.parametrize("hurt", HOSTILE)
@pytest.mark.parametrize("verbose", [False, True])
def test_hostile_text_reaches_no_terminal(hurt: str, verbose: bool) -> None:
    shown = text.render(hostile(hurt), verbose=verbose)
    assert all(char.isprintable() or char == "\n" for char in shown)
    shown.encode("utf-8")
    assert not re.search(r"::[a-z]|##\[", shown)


def test_escapes_are_visible_and_markup_is_not_read() -> None:
    assert "\\x1b]0;owned\\x07\\x1b[2J" in text.render(hostile(HOSTILE[0]))
    assert "[bold red]markup[/] :smile:" in text.render(hostile("[bold red]markup[/] :smile:"))
    assert "a\\nb\\r\\n:\\x3aerror" in text.render(hostile(HOSTILE[5]))


def test_colour_is_only_written_when_asked_for() -> None:
    assert "\x1b[" in text.render(REPORT, color=True)
    assert "\x1b" not in text.render(REPORT)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text.render(REPORT, color=True))
    assert [line.rstrip() for line in plain.splitlines()] == lines()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it() -> None:
    assert text.wants_color(Terminal(), {"TERM": "xterm"})
    assert not text.wants_color(Terminal(), {"NO_COLOR": "1"})
    assert not text.wants_color(Terminal(), {"TERM": "dumb"})
    assert not text.wants_color(io.StringIO(), {"TERM": "xterm"})


def test_a_dormant_finding_says_that_nothing_was_found() -> None:
    shown = lines(replace(REPORT, findings=(PICKLE,)), verbose=True)
    assert shown[0].startswith("dormant  no entry point found")


def test_a_sink_in_the_entry_point_itself_needs_no_tree() -> None:
    step = replace(TORCH_LOAD.witnesses[0].chain[0], certainty="direct")
    witness = replace(TORCH_LOAD.witnesses[0], chain=(step,))
    report = replace(REPORT, findings=(replace(TORCH_LOAD, witnesses=(witness,)),))
    assert not any("└─" in line for line in lines(report))
    assert any("└─ train.py:3:9  train" in line for line in lines(report, verbose=True))


def test_other_entry_points_are_named_once() -> None:
    first = REMOTE_CODE.witnesses[0]
    other = replace(first, entry=replace(first.entry, name="GET /warm"))
    finding = replace(REMOTE_CODE, witnesses=(first, first, other, other))
    rows = [line.strip() for line in lines(replace(REPORT, findings=(finding,)))]
    assert "also from GET /warm" in rows


def test_places_are_links_where_they_are_wanted() -> None:
    shown = text.render(REPORT, color=True, links="/srv/my app")
    target = r"\x1b\]8;[^;]*;file:///srv/my%20app/"
    assert re.search(target + r"app/loader\.py#5\x1b\\[^\x1b]*app/loader\.py:5:31", shown)
    assert re.search(target + r"Dockerfile#2\x1b\\", shown)
    assert "\x1b]8" not in text.render(REPORT, color=True)
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert [line.rstrip() for line in plain.splitlines()] == lines()


@pytest.mark.parametrize("hurt", HOSTILE)
def test_hostile_names_stay_inside_their_links(hurt: str) -> None:
    shown = text.render(hostile(hurt), color=True, links=f"/srv/{hurt}", verbose=True)
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert all(char.isprintable() or char == "\n" for char in plain)
    for target in re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b", shown):
        assert re.fullmatch(r"(file:///[\w%/.~#-]*)?", target, re.ASCII)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4600"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "vscode", "VTE_VERSION": "7200"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"TERM": "xterm", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
)
def test_links_are_for_terminals_that_show_them(environment: dict[str, str], wanted: bool) -> None:
    assert wants_links(environment) == wanted


def test_names_of_what_is_loaded_stand_out_in_the_sentence() -> None:
    shown = text.render(REPORT, color=True, width=160)
    assert "\x1b[1;36macme/chat-7b\x1b[0m through" in shown


def test_of_very_many_one_is_shown_in_full_and_the_rest_counted() -> None:
    shown = lines(replace(REPORT, findings=_many(14)))
    places = [line.strip() for line in shown if line.startswith("   app/loader.py:")]
    assert places == [f"app/loader.py:{n}:31" for n in range(1, 8)]
    assert sum(line.startswith("   fix ") for line in shown) == 1
    assert "   and 7 more calls; -v shows them." in shown


def test_a_large_report_fits_a_screen_and_hides_no_number() -> None:
    """Calls of five rules at four grades, each with many long names."""
    long = tuple(replace(CHAT, id=f"acme/{'long-' * 12}{n}") for n in range(6))
    findings = tuple(
        replace(finding, grade=grade, rule=f"rule-{rule}", artifacts=long, witnesses=ways)
        for grade in ("deployed", "exposed", "runnable", "public")
        for rule in range(5)
        for finding in _many(15)[rule * 3 : rule * 3 + 3]
        for ways in [
            tuple(replace(w, artifacts=long) for w in finding.witnesses) if rule == 0 else ()
        ]
    )
    shown = lines(replace(REPORT, findings=findings))
    assert len(shown) <= text.SCREEN
    assert any(line.startswith("   fix ") for line in shown[:30])
    named = sum(line.startswith("   app/loader.py:") for line in shown)
    more = sum(int(line.split()[1]) for line in shown if "more call" in line)
    assert named + more == len(findings)
    full = text.render(replace(REPORT, findings=findings), verbose=True)
    assert full.count("   fix ") == len(findings)
