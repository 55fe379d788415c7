"""Pull requests on a sample, each in a git history of its own: what blocks, and with what words."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reach import cli

SAMPLE = Path(__file__).parents[2] / "testdata" / "policy" / "service"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Someone", "-c", "user.email=someone@example.com"]
    options = ["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"]
    command = ["git", "-C", str(folder), *identity, *options, *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample on a branch that parted from main."""
    folder = tmp_path / "service"
    shutil.copytree(SAMPLE, folder)
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "The service")
    git(folder, "checkout", "-b", "change")
    monkeypatch.chdir(folder)
    return folder


def without_policy(folder: Path) -> None:
    """Main and the branch have no policy."""
    git(folder, "checkout", "main")
    git(folder, "rm", "reach-policy.toml")
    git(folder, "commit", "-m", "No policy")
    git(folder, "checkout", "-B", "change")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def gate(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[dict[str, Any]]]:
    status = cli.run(["gate", "--base", "main", "--format", "json", *options])
    shown = capsys.readouterr()
    assert not shown.err, shown.err
    return status, json.loads(shown.out)["findings"]


def said(findings: list[dict[str, Any]]) -> dict[str, str]:
    return {finding["rule"]: finding["message"] for finding in findings}


def test_nothing_changed(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate(capsys) == (0, [])


def test_a_safetensors_becomes_a_pickle(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(request_ / "service/models.py", ", use_safetensors=True", "")
    status, found = gate(capsys)
    assert status == 1
    assert said(found) == {
        "format-not-allowed": "POST /tickets loads acme/tickets with "
        "AutoModelForSequenceClassification.from_pretrained: the policy allows safetensors, gguf "
        "from the grade exposed on, and pickle is loaded or accepted."
    }
    assert found[0]["location"]["line"] == 12
    assert found[0]["fix"]["description"].startswith("Pass use_safetensors=True")


def test_a_file_of_safetensors_becomes_a_pickle(
    request_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        request_ / "service/models.py",
        'load_file("weights/head.safetensors")',
        'torch.load("weights/head.pt", weights_only=True)',
    )
    without_policy(request_)
    status, found = gate(capsys)
    assert status == 1
    text = said(found)["format-downgraded"]
    assert text.startswith(
        "GET /health loads weights/head.pt with torch.load: it was loaded from safetensors "
        "(as weights/head.safetensors) at main ("
    )
    assert text.endswith(", and a pickle is loaded, or accepted, now.")


def test_b_the_pin_goes(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(request_ / "service/models.py", "revision=COMMIT, ", "")
    status, found = gate(capsys)
    assert status == 1
    assert said(found) == {
        "pin-required": "POST /tickets loads acme/tickets with "
        "AutoModelForSequenceClassification.from_pretrained: the policy demands a full commit hash "
        "from the grade runnable on, and the revision is not given."
    }
    assert found[0]["fix"]["description"].startswith(
        'Keep the pin: revision="3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"'
    )
    without_policy(request_)
    status, found = gate(capsys)
    assert status == 1
    text = said(found)["pin-lost"]
    assert "it was pinned to 3f2a1b4c5d6e at main (" in text
    assert "and is loaded with no revision now" in text


LANGUAGE = """\
def language():
    return AutoModelForSequenceClassification.from_pretrained(
        "partner/languages", revision=COMMIT, use_safetensors=True
    )


"""


def test_c_an_unsigned_model(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        request_ / "service/models.py",
        "def head():",
        LANGUAGE + "def head():",
    )
    change(
        request_ / "service/api.py",
        '    return {"class"',
        '    models.language()\n    return {"class"',
    )
    status, found = gate(capsys)
    assert status == 1
    texts = said(found)
    assert set(texts) == {"signature-required", "publisher-new"}
    assert texts["signature-required"] == (
        "POST /tickets loads partner/languages with AutoModelForSequenceClassification."
        "from_pretrained: the policy demands a verified signature from the grade deployed on, and "
        "models.lock does not know it."
    )
    fixes = {finding["rule"]: finding["fix"]["description"] for finding in found}
    assert fixes["signature-required"].startswith(
        "Run `reach lock`, then `reach attest partner/languages --signature FILE"
    )
    without_policy(request_)
    status, found = gate(capsys)
    assert status == 1
    text = said(found)["unsigned-new"]
    assert "from_pretrained: it is new since main (" in text
    assert text.endswith(") and has no verified signature: models.lock does not know it.")


def test_d_a_reported_model(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(request_ / "service/models.py", '"acme/tickets"', '"glockr1/ballr7"')
    status, found = gate(capsys)
    assert status == 1
    texts = said(found)
    assert "reported by ReversingLabs on 2025-02-06" in texts["compromised-model"]
    assert (
        "the publisher glockr1 is not among those that the policy allows"
        in (texts["publisher-not-allowed"])
    )


def test_e_a_dormant_load_under_a_route(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        request_ / "service/api.py",
        '    return {"head"',
        '    models._old_checkpoint()\n    return {"head"',
    )
    status, found = gate(capsys)
    assert status == 1
    texts = said(found)
    assert texts["grade-raised"].startswith(
        "GET /health loads weights/old.pt with torch.load: this load was dormant at main ("
    )
    assert texts["grade-raised"].endswith("and is deployed now, by GET /health.")
    assert "format-not-allowed" in texts
    assert "torch-load" in texts


REFACTORED = '''\
"""The models of the service, each loaded by a function of its own."""

from dataclasses import dataclass

import torch
from safetensors.torch import load_file
from transformers import AutoModelForSequenceClassification


@dataclass(frozen=True)
class Pinned:
    name: str
    commit: str


TICKETS = Pinned("acme/tickets", "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c")


def _load(model: Pinned):
    options = {"use_safetensors": True, "revision": model.commit}
    return AutoModelForSequenceClassification.from_pretrained(model.name, **options)


def ticket_classifier():
    return _load(TICKETS)


def head():
    return load_file("weights/head.safetensors")


def _checkpoint_before_2025():
    return torch.load("weights/old.pt", weights_only=False)
'''


@pytest.mark.parametrize("where", ["comment", "configuration"])
def test_what_quiets_a_scan_does_not_open_the_gate(
    where: str, request_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    route = '    models._old_checkpoint()\n    return {"head"'
    change(request_ / "service/api.py", '    return {"head"', route)
    if where == "comment":
        line = 'torch.load("weights/old.pt", weights_only=False)'
        quiet = f"{line}  # reach: ignore[torch-load] it was always like this"
        change(request_ / "service/models.py", line, quiet)
    else:
        entry = 'ignore = [{ rules = ["torch-load"], reason = "it was always like this" }]\n'
        (request_ / "reach.toml").write_text(entry, "utf-8")
    assert cli.run(["scan", "--format", "json"]) == 0
    assert "torch-load" not in said(json.loads(capsys.readouterr().out)["findings"])
    status, found = gate(capsys)
    assert status == 1
    assert {"torch-load", "format-not-allowed"} <= set(said(found))


def judged(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    """Exit status, what blocks, and what is said beside it."""
    status = cli.run(["gate", "--base", "main", "--no-progress", *options])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


@pytest.mark.parametrize("how", ["allowed", "excepted", "removed"])
def test_a_request_may_not_change_what_it_is_judged_by(
    request_: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    change(request_ / "service/models.py", '"acme/tickets"', '"rival/tickets"')
    policy = request_ / "reach-policy.toml"
    status, found, said = judged(capsys)
    assert (status, said) == (1, "")
    assert "the publisher rival is not among those that the policy allows" in _flat(found)
    if how == "removed":
        policy.unlink()
    elif how == "allowed":
        change(policy, '["acme", "partner"]', '["acme", "rival"]')
    else:
        policy.write_text(policy.read_text("utf-8") + EXCEPTION, "utf-8")
    status, found, said = judged(capsys)
    assert status == 1
    assert "given publishers.allow (reach-policy.toml of main (" in _flat(found)
    assert "Judged by reach-policy.toml of main (" in found
    assert f"reach-policy.toml {'is gone' if how == 'removed' else 'was changed'}: that of" in said
    git(request_, "commit", "-am", "A policy of its own")
    assert judged(capsys)[0] == 1
    git(request_, "branch", "-f", "main", "HEAD")
    assert judged(capsys)[0] == 0  # both were merged by those who may


def test_a_request_may_not_hide_files(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(request_ / "service/models.py", '"acme/tickets"', '"rival/tickets"')
    (request_ / "reach.toml").write_text('exclude = ["service/"]\nfail-on = "exposed"\n', "utf-8")
    status, found, said = judged(capsys)
    assert (status, "the publisher rival is not" in _flat(found)) == (1, True)
    assert "the configuration was changed: exclude, rules, feeds of main (" in said


def test_a_first_policy_counts_and_one_that_is_given_too(
    request_: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    policy = (request_ / "reach-policy.toml").read_text("utf-8")
    without_policy(request_)
    (request_ / "reach-policy.toml").write_text(policy, "utf-8")
    change(request_ / "service/models.py", '"acme/tickets"', '"rival/tickets"')
    status, found, said = judged(capsys)
    assert (status, "the publisher rival is not" in _flat(found)) == (1, True)
    assert "reach-policy.toml is new: main (" in said
    mild = tmp_path / "mild.toml"
    mild.write_text("version = 1\n[worse]\npublisher = false\nunsigned = false\n", "utf-8")
    assert judged(capsys, "--policy", str(mild))[0] == 0


def _flat(text: str) -> str:
    return " ".join(text.split())


EXCEPTION = """
[[exceptions]]
rule = "publisher-not-allowed"
artifact = "rival/*"
owner = "whoever asks"
reason = "it is needed"
expires = 2099-01-01
"""


def test_a_harmless_refactoring_passes(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files move, functions get other names, arguments go through a dictionary."""
    (request_ / "service/models.py").unlink()
    (request_ / "service/loading.py").write_text(REFACTORED, "utf-8")
    change(request_ / "service/api.py", "from service import models", "from service import loading")
    change(request_ / "service/api.py", "models.classifier()", "loading.ticket_classifier()")
    change(request_ / "service/api.py", "models.head()", "loading.head()")
    git(request_, "add", "-A")
    git(request_, "commit", "-m", "Loading in one place")
    assert gate(capsys) == (0, [])


@pytest.mark.parametrize(
    "edit",
    [
        lambda folder: change(folder / "service/models.py", ", use_safetensors=True", ""),
        lambda folder: change(folder / "service/models.py", "revision=COMMIT, ", ""),
    ],
)
def test_what_was_there_before_does_not_block(
    edit: Callable[[Path], None], request_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(request_, "checkout", "main")
    edit(request_)
    git(request_, "commit", "-am", "A debt")
    git(request_, "checkout", "-B", "change")
    change(request_ / "service/api.py", '"/health"', '"/healthy"')
    assert gate(capsys) == (0, [])
    assert cli.run(["gate", "--format", "json"]) == 1


def test_formats(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(request_ / "service/models.py", "revision=COMMIT, ", "")
    (request_ / "out").mkdir()
    files = ("sarif=out/gate.sarif", "markdown=out/gate.md", "html=out/gate.html")
    options = [word for file in files for word in ("--output", file)]
    assert cli.run(["gate", "--base", "main", *options]) == 1
    text = capsys.readouterr().out
    assert text.endswith("The gate is shut: 1 to be solved. Judged by reach-policy.toml.\n")
    assert "pin-required" in text
    log = json.loads((request_ / "out/gate.sarif").read_text("utf-8"))
    result = log["runs"][0]["results"][0]
    assert result["ruleId"] == "pin-required/deployed"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 12
    assert log["runs"][0]["automationDetails"]["id"] == "reach-gate/"
    for name in ("gate.md", "gate.html"):
        assert "demands a full commit hash" in (request_ / "out" / name).read_text("utf-8")


BOTH = """\
import torch
from safetensors.torch import load_file


def weights(path):
    if path.endswith(".safetensors"):
        return load_file(path)
    return torch.load(path, weights_only=False)


def main():
    weights("models/one.safetensors")
    weights("models/two.pt")


if __name__ == "__main__":
    main()
"""


def test_other_files_for_a_loader_of_both_kinds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Weights that move to another folder do not become pickles by that."""
    (tmp_path / "app.py").write_text(BOTH, "utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "Both")
    change(tmp_path / "app.py", '"models/', '"data/')
    monkeypatch.chdir(tmp_path)
    assert gate(capsys) == (0, [])


def test_a_weaker_state_may_not_become_a_stronger_one(
    request_: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a test does without a pin is no excuse for a route."""
    git(request_, "checkout", "main")
    (request_ / "tests").mkdir()
    (request_ / "tests" / "test_models.py").write_text(
        "from transformers import AutoModel\n\n\n"
        "def test_loads():\n    AutoModel.from_pretrained('acme/tickets')\n",
        "utf-8",
    )
    git(request_, "add", "-A")
    git(request_, "commit", "-m", "A test")
    git(request_, "checkout", "-B", "change")
    assert gate(capsys) == (0, [])
    change(request_ / "service/models.py", "revision=COMMIT, ", "")
    status, found = gate(capsys)
    assert status == 1
    assert [(f["rule"], f["location"]["path"]) for f in found] == [
        ("pin-required", "service/models.py")
    ]


def test_a_lock_that_loses_evidence(request_: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Taking a signature out of the lock is worse, too."""
    pytest.importorskip("tomli_w")
    from dataclasses import replace

    from reach.lock.write import text_of
    from reach.records.lock import Attestation, Lock, Locked

    commit = "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"
    signed = Attestation("signature", commit, "model-signing key", "verified", "d" * 64, "c" * 64)
    entry = Locked("model", "acme/tickets", commit, commit, "acme/tickets", "acme")
    without_policy(request_)
    git(request_, "checkout", "main")
    lock = Lock((replace(entry, attestations=(signed,)),))
    (request_ / "models.lock").write_text(text_of(lock), "utf-8")
    git(request_, "add", "-A")
    git(request_, "commit", "-m", "Signed")
    git(request_, "checkout", "-B", "change")
    assert gate(capsys) == (0, [])
    (request_ / "models.lock").write_text(text_of(Lock((entry,))), "utf-8")
    status, found = gate(capsys)
    assert status == 1
    assert said(found)["unsigned-new"].endswith(
        ") and has no verified signature: models.lock holds none for acme/tickets@3f2a1b4c5d6e."
    )
    assert ": it had a verified signature at main (" in said(found)["unsigned-new"]
