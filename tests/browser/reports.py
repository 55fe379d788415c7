"""Reports that ask much of a page: many findings, long ways, many of everything."""

from dataclasses import replace

from reach.records.draft import Draft, Outcome, Part
from reach.records.finding import (
    Artifact,
    EntryPoint,
    Finding,
    Load,
    Location,
    Origin,
    Report,
    Step,
    Unknown,
    Use,
    Witness,
)
from reach.records.inventory import Transformation
from tests.output.samples import CHAT, PICKLE, REMOTE_CODE, REPORT, ROUTE, TORCH_LOAD

GRADES = ("deployed", "exposed", "runnable", "public", "development", "dormant")
SEVERITIES = (9.3, 8.1, 6.6, 4.2, 2.3, 1.2)


def _place(path: str, line: int) -> Location:
    return Location(path, line, 5, line, 25)


def _artifact(number: int) -> Artifact:
    name = f"org-{number % 37}/model-{number % 151}"
    where = Origin(_place(f"settings/part_{number % 40}.py", number), "literal")
    return replace(CHAT, id=name, origin=where, pinned=number % 5 == 0, revision="a" * 40)


def _witness(number: int, grade: str, way: int) -> Witness:
    entry = EntryPoint("flask-route", f"GET /r{number % 90}/{way}", grade, _place("web.py", number))
    chain = tuple(
        Step(
            f"service.part_{number}.step_{n}", _place(f"service/s{n}.py", number), f"f{n}", "direct"
        )
        for n in range(2 + number % 12)
    )
    return Witness(entry, chain, (_artifact(number),), ())


def _finding(number: int, total: int) -> Finding:
    rank = min(len(GRADES) - 1, number * len(GRADES) // total)
    grade = GRADES[rank]
    base = (REMOTE_CODE, TORCH_LOAD, PICKLE)[number % 3]
    ways = () if grade == "dormant" else tuple(_witness(number, grade, w) for w in range(3))
    return replace(
        base,
        fingerprint=f"{number:032x}",
        grade=grade,
        severity=SEVERITIES[rank],
        message=f"GET /r{number % 90}/0 loads {_artifact(number).id} (call {number}).",
        location=_place(f"service/deep/part_{number}.py", number + 1),
        artifacts=(_artifact(number),),
        witnesses=ways,
    )


def large(total: int = 2000) -> Report:
    """So many findings of all grades, worst first."""
    findings = tuple(_finding(n, total) for n in range(total))
    return replace(REPORT, findings=findings, loads=tuple(map(_load, findings)))


def _load(finding: Finding) -> Load:
    (artifact,) = finding.artifacts
    entries = tuple(witness.entry for witness in finding.witnesses)
    use = Use(artifact, finding.grade, entries, next(iter(finding.witnesses), None))
    return Load(finding.location, finding.function, finding.sink, "model", use.grade, (use,), ())


def training() -> Report:
    """One that tunes the model of the sample with two uses of a dataset, and publishes it."""
    load, data = Location("train.py", 3, 9, 3, 25), Location("train.py", 1, 1, 1, 13)
    rows = replace(CHAT, type="dataset", id="acme/rows", purl=None)
    steps = (
        Transformation("filter", data, "train.polite"),
        Transformation("train_test_split", load, None),
    )
    draft = Draft(
        location=load,
        function="train",
        trainer="trl.SFTTrainer",
        grade="runnable",
        entry_points=(ROUTE,),
        models=(Part("model", CHAT, load, "train", "AutoModel.from_pretrained", ()),),
        datasets=tuple(
            Part(name, rows, data, "train", "datasets.load_dataset", steps)
            for name in ("train_dataset", "eval_dataset")
        ),
        outcomes=tuple(
            Outcome(replace(CHAT, id=name, hub=hub), load, by)
            for name, hub, by in (
                ("out/tuned", "local", "args.output_dir"),
                ("acme/chat-7b-polite", "huggingface", "args.hub_model_id"),
                ("acme/chat-7b-polite", "huggingface", "push_to_hub"),
            )
        ),
        unknown=(("processing_class", Unknown("it comes from a request", load)),),
    )
    return replace(REPORT, made=(draft,))
