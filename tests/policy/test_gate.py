"""What of a policy a state of a project breaks, and what makes it right again."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reach import cli
from reach.config import Options
from reach.lock.write import text_of
from reach.policy.gate import Verdict, gate
from reach.policy.read import read
from reach.records.lock import Attestation, Lock, Locked
from reach.rules import load
from reach.scan import scan

pytest.importorskip("tomli_w")

RULESET = load()
COMMIT, OTHER = "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c", "b" * 40
KEY = "c" * 64
TODAY = date(2026, 11, 27)

CODE = f'''\
import os

from transformers import AutoModel, AutoTokenizer


def pinned():
    AutoModel.from_pretrained("acme/a", revision="{COMMIT}", use_safetensors=True)


def loose():
    AutoModel.from_pretrained("acme/b", trust_remote_code=True)


def unknown():
    AutoModel.from_pretrained(os.environ["MODEL"], use_safetensors=True)


def words():
    AutoTokenizer.from_pretrained("rival/words")


if __name__ == "__main__":
    pinned(), loose(), unknown(), words()
'''


def judged(folder: Path, policy: str, lock: Lock | None = None) -> Verdict:
    (folder / "app.py").write_text(CODE, "utf-8")
    file = folder / "reach-policy.toml"
    file.write_text(f"version = 1\n{policy}", "utf-8")
    report = scan([folder], Options(jobs=1))
    return gate(report, lock or Lock(), read(file, RULESET), RULESET, TODAY, None)


def lines(verdict: Verdict) -> set[tuple[str, int]]:
    return {(f.rule, f.location.line) for f in verdict.report.findings}


def message(verdict: Verdict, line: int) -> str:
    return next(f.message for f in verdict.report.findings if f.location.line == line)


def fix(verdict: Verdict, line: int) -> str:
    return next(f.fix or "" for f in verdict.report.findings if f.location.line == line)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("", set()),
        ("[publishers]\nallow = ['acme']", {("publisher-not-allowed", 19)}),
        ("[publishers]\nallow = ['ACME', 'rival']", set()),
        (
            "[publishers]\ndeny = ['acme']",
            {("publisher-not-allowed", 7), ("publisher-not-allowed", 11)},
        ),
        (
            "[publishers]\nallow = ['acme']\n"
            "[repositories]\nallow = ['rival/w*']\ndeny = ['acme/b']",
            {("publisher-not-allowed", 11)},
        ),
        ("[remote-code]\nallow = []", {("remote-code-not-allowed", 11)}),
        ("[remote-code]\nallow = ['acme/*']", set()),
        ("[require.runnable]\npin = true", {("pin-required", 11), ("pin-required", 19)}),
        ("[require.exposed]\npin = true", set()),
        ("[require.runnable]\nknown = true", {("identifier-required", 15)}),
        ("[require.runnable]\nformats = ['safetensors']", {("format-not-allowed", 11)}),
        ("[require.runnable]\nformats = ['safetensors', 'pickle']", set()),
        ("[block]\ntrust-remote-code = 'runnable'", {("trust-remote-code", 11)}),
        ("[block]\ntrust-remote-code = 'exposed'", set()),
        (
            "[require.runnable]\nsignature = true",
            {("signature-required", 7), ("signature-required", 11), ("signature-required", 19)},
        ),
    ],
)
def test_demands(policy: str, expected: set[tuple[str, int]], tmp_path: Path) -> None:
    assert lines(judged(tmp_path, policy)) == expected


ENTRY = Locked("model", "acme/a", COMMIT, COMMIT, "acme/a", "acme")
SIGNED = Attestation("signature", COMMIT, "model-signing key", "verified", "d" * 64, KEY)
LOOSE = Locked("model", "acme/b", None, COMMIT, "acme/b", "acme", attestations=(SIGNED,))
SIGNATURE = "[require.runnable]\nsignature = true\n"


def test_a_signature_of_the_pinned_commit_counts(tmp_path: Path) -> None:
    lock = Lock((replace(ENTRY, attestations=(SIGNED,)),))
    assert ("signature-required", 7) not in lines(judged(tmp_path, SIGNATURE, lock))


def test_a_signature_of_another_commit_does_not(tmp_path: Path) -> None:
    lock = Lock((replace(ENTRY, attestations=(replace(SIGNED, commit=OTHER),)),))
    found = judged(tmp_path, SIGNATURE, lock)
    assert "models.lock holds none for acme/a@3f2a1b4c5d6e" in message(found, 7)


def test_a_signature_says_nothing_about_a_load_that_is_not_pinned(tmp_path: Path) -> None:
    found = judged(tmp_path, SIGNATURE, Lock((LOOSE,)))
    assert message(found, 11).endswith(
        "that in models.lock is about 3f2a1b4c5d6e, to which the call is not pinned."
    )
    assert fix(found, 11) == f'Pass revision="{COMMIT}", which is the commit in models.lock.'


def test_a_lock_is_no_pin(tmp_path: Path) -> None:
    found = judged(tmp_path, "[require.runnable]\npin = true", Lock((LOOSE,)))
    assert ("pin-required", 11) in lines(found)
    assert fix(found, 11) == f'Pass revision="{COMMIT}", which is the commit in models.lock.'


def test_only_the_keys_that_are_trusted(tmp_path: Path) -> None:
    lock = Lock((replace(ENTRY, attestations=(SIGNED,)),))
    other = judged(tmp_path, f"{SIGNATURE}[signatures]\nkeys = ['{'e' * 64}']", lock)
    assert "signed with a key that signatures.keys does not list" in message(other, 7)
    ours = judged(tmp_path, f"{SIGNATURE}[signatures]\nkeys = ['{KEY}']", lock)
    assert ("signature-required", 7) not in lines(ours)


def test_only_the_identities_that_are_trusted(tmp_path: Path) -> None:
    said = {"key": None, "identity": "Release@acme.example", "issuer": "https://id.example"}
    lock = Lock((replace(ENTRY, attestations=(replace(SIGNED, **said),)),))  # type: ignore[arg-type]
    for name, issuer, good in (
        ("*@acme.example", "https://id.example", True),
        ("*@acme.example", "https://other.example", False),
        ("*@rival.example", "https://id.example", False),
    ):
        trusted = f"identities = [{{identity = '{name}', issuer = '{issuer}'}}]"
        found = judged(tmp_path, f"{SIGNATURE}[signatures]\n{trusted}", lock)
        assert (("signature-required", 7) not in lines(found)) is good
        if not good:
            text = "signed by Release@acme.example, whom signatures.identities does not list"
            assert text in message(found, 7)
    keys = judged(tmp_path, f"{SIGNATURE}[signatures]\nkeys = ['{KEY}']", lock)
    assert ("signature-required", 7) in lines(keys)


@pytest.mark.parametrize("kind", ["scan", "evaluation"])
def test_reports(kind: str, tmp_path: Path) -> None:
    policy = f"[require.runnable]\n{kind} = true"
    assert (f"{kind}-required", 7) in lines(judged(tmp_path, policy, Lock((ENTRY,))))
    report = Attestation(kind, COMMIT, "tool 1", "clean", "d" * 64)
    lock = Lock((replace(ENTRY, attestations=(report,)),))
    assert (f"{kind}-required", 7) not in lines(judged(tmp_path, policy, lock))


def test_a_report_that_speaks_against_it(tmp_path: Path) -> None:
    report = Attestation("scan", COMMIT, "picklescan 0.0.30", "failed", "d" * 64)
    lock = Lock((replace(ENTRY, attestations=(report,)),))
    found = judged(tmp_path, "[require.runnable]\nscan = true", lock)
    assert message(found, 7).endswith("and that of picklescan 0.0.30 says: failed.")


EXCEPTION = """\
[publishers]
allow = ["acme"]

[[exceptions]]
rule = "publisher-not-allowed"
artifact = "rival/*"
path = "*.py"
owner = "research"
reason = "being replaced"
expires = {}
"""


def test_an_exception_counts_until_its_day(tmp_path: Path) -> None:
    found = judged(tmp_path, EXCEPTION.format("2026-11-27"))
    assert lines(found) == set()
    assert [(g.rule, g.location.line, g.guards) for g in found.report.guarded] == [
        (
            "publisher-not-allowed",
            19,
            ("excepted until 2026-11-27 by research: being replaced",),
        )
    ]


def test_an_exception_that_ended_says_so(tmp_path: Path) -> None:
    found = judged(tmp_path, EXCEPTION.format("2026-11-26"))
    assert lines(found) == {("publisher-not-allowed", 19)}
    assert found.report.findings[0].conditions[-1] == (
        "the exception of research ended on 2026-11-26 (reach-policy.toml)"
    )


def test_an_exception_for_something_else(tmp_path: Path) -> None:
    other = EXCEPTION.format("2027-01-01").replace("rival/*", "rival/other")
    found = judged(tmp_path, other)
    assert lines(found) == {("publisher-not-allowed", 19)}
    assert [e.artifact for e in found.unused] == ["rival/other"]


def test_sentences_can_be_acted_on(tmp_path: Path) -> None:
    found = judged(tmp_path, "[publishers]\nallow = ['acme']")
    assert message(found, 19) == (
        "python app.py loads rival/words with AutoTokenizer.from_pretrained: the publisher rival "
        "is not among those that the policy allows."
    )
    assert fix(found, 19) == (
        "Use a model of an allowed publisher: acme; mirror this one under your own account; or add "
        '"rival" to publishers.allow in reach-policy.toml on purpose.'
    )


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(CODE, "utf-8")
    assert cli.run(["gate"]) == 2
    assert "there is no reach-policy.toml: write one, or compare with --base REV" in (
        capsys.readouterr().err
    )
    policy = "version = 1\n[require.runnable]\nsignature = true\n"
    (tmp_path / "reach-policy.toml").write_text(policy, "utf-8")
    assert cli.run(["gate", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 3
    lock = Lock((replace(ENTRY, attestations=(SIGNED,)),))
    (tmp_path / "models.lock").write_text(text_of(lock), "utf-8")
    assert cli.run(["gate", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 2
    (tmp_path / "models.lock").write_text(text_of(lock)[:300], "utf-8")
    assert cli.run(["gate"]) == 2
    assert "models.lock: " in capsys.readouterr().err


def test_a_report_that_was_changed_is_no_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(CODE, "utf-8")
    (tmp_path / "reach-policy.toml").write_text(
        "version = 1\n[require.runnable]\nscan = true\n", "utf-8"
    )
    (tmp_path / "scan.json").write_text("{}", "utf-8")
    (tmp_path / "models.lock").write_text(text_of(Lock((ENTRY,))), "utf-8")
    report = ["--scan", "scan.json", "--by", "picklescan 0.0.30", "--result", "clean"]
    assert cli.run(["attest", "acme/a", *report]) == 0

    def blocked() -> list[int]:
        capsys.readouterr()
        cli.run(["gate", "--format", "json"])
        found = json.loads(capsys.readouterr().out)["findings"]
        return sorted(each["location"]["line"] for each in found)

    assert blocked() == [11, 19]
    (tmp_path / "scan.json").write_text("{ }", "utf-8")
    assert blocked() == [7, 11, 19]
    (tmp_path / "scan.json").unlink()
    assert blocked() == [11, 19]


def test_a_revision_needs_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text(CODE, "utf-8")
    assert cli.run(["gate", "--base", "main"]) == 2
    assert "not in a git repository" in capsys.readouterr().err


SEVERAL = """\
import sys

import nltk
from transformers import AutoModel

NAMES = {"a": "rival/a", "b": "rival/b", "c": "acme/c"}


def choose(which):
    return AutoModel.from_pretrained(NAMES[which])


if __name__ == "__main__":
    choose(sys.argv[1])
    nltk.download("punkt")
"""


def several(folder: Path, policy: str) -> Verdict:
    (folder / "several.py").write_text(SEVERAL, "utf-8")
    (folder / "app.py").write_text("x = 1\n", "utf-8")
    file = folder / "reach-policy.toml"
    file.write_text(f"version = 1\n{policy}", "utf-8")
    report = scan([folder], Options(jobs=1))
    return gate(report, Lock(), read(file, RULESET), RULESET, TODAY, None)


def test_one_finding_for_all_that_a_call_may_load(tmp_path: Path) -> None:
    found = several(tmp_path, "[publishers]\nallow = ['acme']\n").report.findings
    about = [f for f in found if f.location.line == 10]
    assert len(about) == 1
    assert [a.id for a in about[0].artifacts] == ["rival/a", "rival/b"]
    assert about[0].message.endswith("The same is true of rival/b.")


def test_an_exception_for_one_of_them(tmp_path: Path) -> None:
    policy = EXCEPTION.format("2027-01-01").replace("rival/*", "rival/a")
    found = several(tmp_path, policy).report
    about = [f for f in found.findings if f.location.line == 10]
    assert [a.id for f in about for a in f.artifacts] == ["rival/b"]
    assert [g.location.line for g in found.guarded] == [10]


def test_signatures_are_asked_of_what_can_be_locked(tmp_path: Path) -> None:
    found = several(tmp_path, SIGNATURE).report.findings
    assert {(f.rule, f.location.line) for f in found} == {("signature-required", 10)}


def test_code_of_other_hubs_is_code_as_well(tmp_path: Path) -> None:
    code = 'import torch\n\n\ndef main():\n    torch.hub.load("rival/repo", "model")\n\n\nmain()\n'
    (tmp_path / "several.py").write_text(code, "utf-8")
    file = tmp_path / "reach-policy.toml"
    for allowed, expected in (("", [5]), ("'rival/*'", [])):
        file.write_text(f"version = 1\n[remote-code]\nallow = [{allowed}]\n", "utf-8")
        report = scan([tmp_path / "several.py"], Options(jobs=1))
        found = gate(report, Lock(), read(file, RULESET), RULESET, TODAY, None).report.findings
        assert [f.location.line for f in found] == expected
