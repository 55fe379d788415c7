"""Our own JSON."""

from reach.output.json import SCHEMA
from reach.output.reading.node import Node
from reach.records.finding import (
    GRADES,
    Artifact,
    EntryPoint,
    Finding,
    Guarded,
    Load,
    Location,
    Origin,
    Report,
    Step,
    Suppressed,
    Suppression,
    Unknown,
    Use,
    Witness,
)


def read(node: Node) -> Report:
    """The report that `reach.output.json` wrote."""
    if node["tool"]["name"].text("") != "reach" or node["schema"].value != SCHEMA:
        node.fail(f"expected the output of `reach scan --format json`, schema {SCHEMA}")
    if node.has("since"):
        node.fail("it holds only what is new or worse than another; compare with a whole report")
    summary = node["summary"]
    return Report(
        root=summary["root"].text(""),
        findings=node["findings"].every(_finding),
        skipped=(),
        notices=(),
        files=summary["files"].number(0),
        entry_points=summary["entryPoints"].number(0),
        guarded=node["guarded"].every(_guarded),
        loads=node["loads"].every(_load),
        suppressed=node["suppressed"].every(_suppressed),
    )


def _suppressed(node: Node) -> Suppressed:
    said = node["suppression"]
    return Suppressed(
        _finding(node),
        Suppression(
            said["kind"].text(),
            said["reason"].text(),
            said["until"].maybe(),
            said["path"].text(),
            said["line"].number() if said.has("line") else None,
        ),
    )


def _finding(node: Node) -> Finding:
    artifacts = node["artifacts"].every(artifact)
    known = {each.id: each for each in artifacts}
    return Finding(
        fingerprint=node["fingerprint"].text(),
        rule=node["rule"].text(),
        grade=node["grade"].one_of(GRADES),
        severity=node["severity"].score(),
        message=node["message"].text(""),
        location=place(node["location"]),
        function=node["location"]["function"].text(),
        sink=node["sink"].text(),
        artifacts=artifacts,
        unknown=node["unknown"].every(_unknown),
        witnesses=tuple(_witness(each, known) for each in node["entryPoints"]),
        conditions=node["conditions"].every(Node.text),
        guards=node["guards"].every(Node.text),
        fix=node["fix"]["description"].maybe() if node.has("fix") else None,
        snippet=node["snippet"].text(""),
    )


def artifact(node: Node) -> Artifact:
    """Something that is loaded."""
    origin = node["origin"]
    return Artifact(
        type=node["type"].text("model"),
        hub=node["hub"].text("unknown"),
        id=node["id"].text(),
        revision=node["revision"].maybe(),
        pinned=node["pinned"].flag(),
        file=node["file"].maybe(),
        format=node["format"].text("unknown"),
        purl=node["purl"].maybe(),
        certainty=node["certainty"].text("exact"),
        origin=Origin(place(origin), origin["kind"].text()) if node.has("origin") else None,
        alias=node["alias"].maybe(),
    )


def place(node: Node) -> Location:
    """A region, or the point where one starts."""
    line, column = node["line"].number(), node["column"].number(1)
    return Location(
        node["path"].text(),
        line,
        column,
        node["endLine"].number(line),
        node["endColumn"].number(column),
        node["cell"].number() if node.has("cell") else None,
    )


def _unknown(node: Node) -> Unknown:
    return Unknown(node["reason"].text(), place(node) if node.has("path") else None)


def _witness(node: Node, known: dict[str, Artifact]) -> Witness:
    names = node["artifacts"].every(Node.text)
    return Witness(
        entry=_entry(node),
        chain=node["chain"].every(_step),
        artifacts=tuple(known[name] for name in names if name in known),
        unknown=node["unknown"].every(_unknown),
    )


def _entry(node: Node) -> EntryPoint:
    started = node["deployment"]
    return EntryPoint(
        kind=node["kind"].text(),
        name=node["name"].text(),
        grade=node["grade"].one_of(GRADES),
        location=place(node),
        deployment=place(started) if node.has("deployment") else None,
    )


def _step(node: Node) -> Step:
    function, callee = node["function"].text(), node["callee"].text("")
    return Step(function, place(node), callee, node["certainty"].text("direct"))


def _guarded(node: Node) -> Guarded:
    where, guards = place(node["location"]), node["guards"].every(Node.text)
    return Guarded(node["rule"].text(), node["sink"].text(), where, guards)


def _load(node: Node) -> Load:
    return Load(
        location=place(node["location"]),
        function=node["location"]["function"].text(),
        sink=node["sink"].text(),
        role=node["role"].text("model"),
        grade=node["grade"].one_of(GRADES),
        uses=node["artifacts"].every(_use),
        unknown=node["unknown"].every(_unknown),
        snippet=node["snippet"].text(""),
    )


def _use(node: Node) -> Use:
    entries = node["entryPoints"].every(_entry)
    return Use(artifact(node), node["grade"].one_of(GRADES), entries, None)
