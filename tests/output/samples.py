"""A small project, the report on it written by hand, and strings that mean harm."""

from dataclasses import replace

from reach.records.draft import Draft, Outcome, Part
from reach.records.finding import (
    Artifact,
    EntryPoint,
    Finding,
    Guarded,
    Load,
    Location,
    Notice,
    Origin,
    Report,
    Step,
    Suppressed,
    Suppression,
    Unknown,
    Use,
    Witness,
)
from reach.records.inventory import Transformation
from reach.records.rule import Rule, Ruleset

LOADER = """\
from transformers import AutoModel


def load(name):
    label = "🙂 ready"; return AutoModel.from_pretrained(name, trust_remote_code=True)
"""
MAIN = """\
import loader
from settings import MODEL


@app.post("/generate")
def generate(prompt):
    return loader.load(MODEL)(prompt)
"""
SETTINGS = 'MODEL = "acme/chat-7b"\n'
TRAIN = "import torch\n\nstate = torch.load(path)\n"
OLD = "import pickle\n\n\ndef restore(handle):\n    return pickle.load(handle)\n"
DOCKERFILE = 'FROM python:3.12\nCMD ["uvicorn", "main:app"]\n'
SOURCES = {
    "app/loader.py": LOADER,
    "app/main.py": MAIN,
    "app/settings.py": SETTINGS,
    "train.py": TRAIN,
    "app/old.py": OLD,
    "Dockerfile": DOCKERFILE,
}


def at(path: str, text: str, line: int) -> Location:
    """Where the text stands in that line of the sample project."""
    column = SOURCES[path].split("\n")[line - 1].index(text) + 1
    return Location(path, line, column, line, column + len(text))


CALL = "AutoModel.from_pretrained(name, trust_remote_code=True)"
CHAT = Artifact(
    type="model",
    hub="huggingface",
    id="acme/chat-7b",
    revision=None,
    pinned=False,
    file=None,
    format="unknown",
    purl="pkg:huggingface/acme/chat-7b",
    certainty="exact",
    origin=Origin(at("app/settings.py", '"acme/chat-7b"', 1), "literal"),
)
ROUTE = EntryPoint(
    kind="fastapi-route",
    name="POST /generate",
    grade="deployed",
    location=at("app/main.py", "generate(prompt)", 6),
    deployment=at("Dockerfile", 'CMD ["uvicorn", "main:app"]', 2),
)
REMOTE_CODE = Finding(
    fingerprint="0a1b2c3d",
    rule="trust-remote-code",
    grade="deployed",
    severity=9.3,
    message="POST /generate runs code from the repository acme/chat-7b through "
    "transformers.AutoModel.from_pretrained. trust_remote_code is True.",
    location=at("app/loader.py", CALL, 5),
    function="app.loader.load",
    sink="transformers.AutoModel.from_pretrained",
    artifacts=(CHAT,),
    unknown=(),
    witnesses=(
        Witness(
            entry=ROUTE,
            chain=(
                Step(
                    "app.main.generate",
                    at("app/main.py", "loader.load(MODEL)", 7),
                    "app.loader.load",
                    "direct",
                ),
                Step(
                    "app.loader.load",
                    at("app/loader.py", CALL, 5),
                    "transformers.AutoModel.from_pretrained",
                    "direct",
                ),
            ),
            artifacts=(CHAT,),
            unknown=(),
        ),
    ),
    conditions=("transformers 4.44.2 (requirements.txt:3)",),
    guards=(),
    fix="Pin revision to a commit you have read.",
    snippet=CALL,
)
NO_DEFAULT = Unknown("the parameter path has no value in the project", at("train.py", "path", 3))
TORCH_LOAD = Finding(
    fingerprint="11112222",
    rule="torch-load",
    grade="runnable",
    severity=6.1,
    message="python train.py unpickles a file that is not known with torch.load.",
    location=at("train.py", "torch.load(path)", 3),
    function="train",
    sink="torch.load",
    artifacts=(),
    unknown=(NO_DEFAULT,),
    witnesses=(
        Witness(
            entry=EntryPoint(
                "script", "python train.py", "runnable", at("train.py", "import torch", 1)
            ),
            chain=(Step("train", at("train.py", "torch.load(path)", 3), "torch.load", "name"),),
            artifacts=(),
            unknown=(NO_DEFAULT,),
        ),
    ),
    conditions=("torch version unknown: the unsafe default holds",),
    guards=(),
    fix="Pass weights_only=True.",
    snippet="torch.load(path)",
)
PICKLE = Finding(
    fingerprint="33334444",
    rule="pickle-load",
    grade="dormant",
    severity=1.2,
    message="Nothing is known to reach pickle.load in app.old.restore.",
    location=at("app/old.py", "pickle.load(handle)", 5),
    function="app.old.restore",
    sink="pickle.load",
    artifacts=(),
    unknown=(),
    witnesses=(),
    conditions=(),
    guards=("the caller checks a signature (app/old.py:4)",),
    fix=None,
    snippet="pickle.load(handle)",
)
STYLES = replace(
    CHAT,
    type="dataset",
    id="acme/styles",
    revision="0123456789abcdef0123456789abcdef01234567",
    pinned=True,
    format="parquet",
    purl="pkg:huggingface/acme/styles@0123456789abcdef0123456789abcdef01234567",
    origin=Origin(at("train.py", "path", 3), "literal"),
)
"""Loaded in a way that breaks no rule."""
LOADS = (
    Load(
        REMOTE_CODE.location,
        REMOTE_CODE.function,
        REMOTE_CODE.sink,
        "model",
        "deployed",
        (Use(CHAT, "deployed", (ROUTE,), REMOTE_CODE.witnesses[0]),),
        (),
    ),
    Load(
        at("train.py", "import torch", 1),
        "train",
        "datasets.load_dataset",
        "dataset",
        "runnable",
        (Use(STYLES, "runnable", (TORCH_LOAD.witnesses[0].entry,), None),),
        (),
    ),
)
REPORT = Report(
    root=".",
    findings=(REMOTE_CODE, TORCH_LOAD, PICKLE),
    skipped=(("app/broken.py", 12, "syntax error"), ("big.ipynb", None, "larger than 8 MB")),
    notices=(Notice("app/main.py", "more than 32 values", 3), Notice("", "time limit reached")),
    files=7,
    entry_points=3,
    loads=LOADS,
)


def rule(name: str, title: str, severity: float) -> Rule:
    """A rule with everything that an output shows."""
    return Rule(
        id=name,
        name="".join(part.capitalize() for part in name.split("-")),
        title=title,
        description=f"{title}, and nothing limits what it does.",
        help="Load *safetensors* instead.",
        severity=severity,
        cwe=("CWE-502",),
        atlas=("AML.T0011.000", "AML.T0018.002"),
        precision="high",
        references=("https://docs.python.org/3/library/pickle.html",),
        examples=(),
    )


RULESET = Ruleset(
    rules=(
        rule("trust-remote-code", "Code of a model repository is run", 9.3),
        rule("torch-load", "torch.load may run code from the file", 8.8),
        rule("pickle-load", "pickle.load may run code from the file", 8.0),
    ),
    sinks=(),
    entries=(),
)
FACTOR = {"deployed": 1.0, "runnable": 0.7, "dormant": 0.15}


def severity_of(rule: Rule, grade: str) -> float:
    """The score of the samples: base score times a factor for the grade."""
    return round(rule.severity * FACTOR.get(grade, 0.5), 1)


def read_source(path: str) -> str | None:
    """The text of a file of the sample project."""
    return SOURCES.get(path)


HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J",
    "[click](9)",
    "\\[click](9)",
    "[[a](1)](2)",
    "<script>alert(1)</script>",
    "a\nb\r\n::error::owned",
    "##[group]owned",
    "a|b `c` ``d``\\|e",
    "[bold red]markup[/] :smile:",
    "@someone #1 https://example.org www.example.org",
    "\u202egnp.exe \u200b\x9b31m\udcff",
    "🙂" * 300,
    "",
)


def hostile(text: str) -> Report:
    """A report in which every string that comes from a scanned tree is this text."""
    where = Location(text or "x", 1, 1, 1, 2)
    artifact = replace(
        CHAT, id=text, revision=text, file=text, purl=text, origin=Origin(where, text)
    )
    unknown = Unknown(text, where)
    entry = EntryPoint(text, text, "deployed", where, where)
    step = Step(text, where, text, "name")
    witness = Witness(entry, (step, step), (artifact,), (unknown,))
    finding = replace(
        REMOTE_CODE,
        fingerprint=text,
        message=text,
        location=where,
        function=text,
        sink=text,
        artifacts=(artifact,),
        unknown=(unknown,),
        witnesses=(witness, witness),
        conditions=(text,),
        guards=(text,),
        fix=text,
        snippet=text,
    )
    guarded = Guarded(text, text, where, (text, text))
    skipped, notice = (text, 1, text), Notice(text, text, 1)
    use = Use(artifact, "deployed", (entry,), witness)
    load = Load(where, text, text, "model", "deployed", (use,), ())
    findings = (finding, TORCH_LOAD)
    part = Part(text, artifact, where, text, text, (Transformation(text, where, text),))
    made = Draft(
        location=where,
        function=text,
        trainer=text,
        grade="deployed",
        entry_points=(entry,),
        models=(part,),
        datasets=(part,),
        outcomes=(Outcome(artifact, where, text),),
        unknown=((text, unknown),),
    )
    suppressed = Suppressed(finding, Suppression("comment", text, None, text, 1))
    found = Report(text, findings, (skipped,), (notice,), 1, 1, (guarded,), (load,))
    return replace(found, made=(made,), suppressed=(suppressed,), idle=(notice,))
