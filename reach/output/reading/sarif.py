"""Our own SARIF: less is in it than in our JSON, but enough to know a finding again."""

from urllib.parse import unquote

from reach.output.reading.node import Node
from reach.output.reading.report import artifact
from reach.records.finding import GRADES, EntryPoint, Finding, Location, Report, Step, Witness

NOWHERE = Location("", 1, 1, 1, 1)


def read(node: Node, prefix: str) -> Report:
    """The report that `reach.output.sarif` wrote."""
    runs = list(node["runs"])
    names = [run["tool"]["driver"]["name"].text("") for run in runs]
    ours = [run for run, name in zip(runs, names, strict=True) if name == "reach"]
    if len(ours) != 1:
        node["runs"].fail(f"expected one run of reach, found those of {', '.join(names) or 'none'}")
    found = (_finding(result, prefix) for result in ours[0]["results"])
    return Report("", tuple(f for f in found if f is not None), (), (), 0, 0)


def _finding(node: Node, prefix: str) -> Finding | None:
    rule, _, grade = node["ruleId"].text().rpartition("/")
    if not rule or grade not in GRADES:
        node["ruleId"].fail("expected a rule and its grade, as in torch-load/exposed")
    (first, *_) = list(node["locations"]) or [node["locations"][""]]
    location = _place(first["physicalLocation"], prefix)
    properties = node["properties"]
    artifacts = properties["loads"].every(artifact)
    return Finding(
        fingerprint=node["partialFingerprints"]["reachPath/v1"].text(""),
        rule=rule,
        grade=grade,
        severity=properties["severity"].score(),
        message=node["message"]["text"].text(""),
        location=location,
        function=_function(first),
        sink=properties["sink"].text(),
        artifacts=artifacts,
        unknown=(),
        witnesses=_witnesses(node, prefix),
        conditions=properties["conditions"].every(Node.text),
        guards=properties["guards"].every(Node.text),
        fix=None,
        snippet=_snippet(first["physicalLocation"]["region"]),
    )


def _place(node: Node, prefix: str) -> Location:
    region = node["region"]
    line, column = region["startLine"].number(), region["startColumn"].number(1)
    end = region["endLine"].number(line), region["endColumn"].number(column)
    path = unquote(node["artifactLocation"]["uri"].text())
    inside = prefix.strip("/").removeprefix("./")
    if inside not in ("", "."):
        path = path.removeprefix(f"{inside}/")
    return Location(path, line, column, *end)


def _snippet(region: Node) -> str:
    return region["snippet"]["text"].text("") if region.has("snippet") else ""


def _function(node: Node) -> str:
    for logical in node["logicalLocations"]:
        return logical["fullyQualifiedName"].text("")
    return ""


def _witnesses(node: Node, prefix: str) -> tuple[Witness, ...]:
    """The entry points, as far as they are named; their ways, as far as they are drawn."""
    flows = [flow for each in node["codeFlows"] for flow in each["threadFlows"]]
    found = []
    for number, entry in enumerate(node["properties"]["reachedFrom"]):
        steps = list(flows[number]["locations"]) if number < len(flows) else []
        chain = tuple(_step(step["location"], prefix) for step in steps)
        where = chain[0].location if chain else NOWHERE
        kind, name = entry["kind"].text(), entry["name"].text()
        reached = EntryPoint(kind, name, entry["grade"].one_of(GRADES), where)
        found.append(Witness(reached, chain, (), ()))
    return tuple(found)


def _step(node: Node, prefix: str) -> Step:
    return Step(_function(node), _place(node["physicalLocation"], prefix), "", "direct")
