"""An inventory written by hand, and one whose every text means harm."""

from dataclasses import replace

from reach.records.finding import EntryPoint, Location, Origin, Step, Unknown, Witness
from reach.records.inventory import (
    Advisory,
    Component,
    Inventory,
    Occurrence,
    TreeFile,
    Unresolved,
)
from tests.output.samples import CALL, CHAT, ROUTE, at

LOAD = Occurrence(
    location=at("app/loader.py", CALL, 5),
    function="app.loader.load",
    sink="transformers.AutoModel.from_pretrained",
    role="model",
    grade="deployed",
    file=None,
    format="unknown",
    certainty="exact",
    origins=(Origin(at("app/settings.py", '"acme/chat-7b"', 1), "literal"),),
    entry_points=(ROUTE,),
    witness=Witness(
        ROUTE,
        (
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
        (CHAT,),
        (),
    ),
    findings=("0a1b2c3d",),
)
MODEL = Component(
    ref="00000000000000aa",
    type="model",
    roles=("model", "tokenizer"),
    hub="huggingface",
    id="acme/chat-7b",
    publisher="acme",
    revision=None,
    pinned=False,
    files=(),
    formats=("unknown",),
    purl="pkg:huggingface/acme/chat-7b",
    certainty="exact",
    aliases=("chat",),
    grade="deployed",
    occurrences=(LOAD,),
    advisories=(
        Advisory(
            id="REACH-2024-0001",
            summary="Runs a reverse shell when it is loaded.",
            severity=10.0,
            published="2024-02-27",
            source="JFrog",
            references=("https://example.org/report",),
        ),
    ),
)
DATASET = replace(
    MODEL,
    ref="00000000000000bb",
    type="dataset",
    roles=("dataset",),
    id="acme/talk",
    purl=None,
    aliases=(),
    advisories=(),
    occurrences=(replace(LOAD, role="dataset", witness=None),),
)
WEIGHTS = replace(
    MODEL,
    ref="00000000000000cc",
    roles=("model",),
    hub="local",
    id="weights/head.safetensors",
    publisher=None,
    files=("weights/head.safetensors",),
    formats=("safetensors",),
    purl=None,
    aliases=(),
    advisories=(),
    tree=(
        TreeFile(
            path="weights/head.safetensors",
            size=10,
            sha256="ab" * 32,
            format="safetensors",
            pointer=False,
            facts=(("tensors", "2"), ("architecture", "llama")),
        ),
    ),
)
INVENTORY = Inventory(
    root="app",
    components=(MODEL, WEIGHTS, DATASET),
    unresolved=(
        Unresolved(
            location=Location("train.py", 3, 9, 3, 25),
            function="train",
            sink="torch.load",
            role="model",
            grade="runnable",
            reasons=(Unknown("the parameter path has no value in the project", None),),
        ),
    ),
)


def hostile_inventory(text: str) -> Inventory:
    """An inventory in which every string that comes from a scanned tree is this text."""
    where = Location(text or "x", 1, 1, 1, 2)
    entry = EntryPoint(text, text, "deployed", where, where)
    witness = Witness(entry, (Step(text, where, text, "name"),), (), ())
    load = replace(
        LOAD,
        location=where,
        function=text,
        sink=text,
        file=text,
        format=text,
        origins=(Origin(where, text),),
        entry_points=(entry,),
        witness=witness,
    )
    advisory = replace(MODEL.advisories[0], id=text, summary=text, source=text, references=(text,))
    file = TreeFile(text, 1, None, text, False, ((text, text), ("architecture", text)))
    model = replace(
        MODEL,
        id=text,
        publisher=text,
        revision=text,
        files=(text,),
        formats=(text,),
        purl=None,
        aliases=(text,),
        occurrences=(load,),
        tree=(file,),
        advisories=(advisory,),
    )
    others = [
        replace(model, ref=f"{number:016}", hub=hub, type=kind, certainty=certainty)
        for number, (hub, kind, certainty) in enumerate(
            (hub, kind, certainty)
            for hub in ("huggingface", "url", "local", "torchhub")
            for kind in ("dataset", "code", "file", "tokenizer", "adapter")
            for certainty in ("exact", "pattern")
        )
    ]
    unresolved = Unresolved(where, text, text, "model", "public", (Unknown(text, where),))
    return Inventory(text, (model, *others), (unresolved,))
