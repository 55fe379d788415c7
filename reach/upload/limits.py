"""What code scanning accepts of a SARIF file, and the form that it takes it in.

The numbers are those of GitHub's page on SARIF support; a file beyond them would be refused as a
whole, and only after a while.
"""

import base64
import gzip
import json
from typing import Any

from reach.errors import UsageError

MAX_BYTES = 10_000_000
"""Of the compressed file."""
LIMITS = {"runs per file": 20, "results": 25_000, "rules": 25_000, "tool extensions": 100}
FLOW_STEPS = 10_000
LOCATIONS = 1_000
TAGS = 20

Json = dict[str, Any]


def prepared(content: bytes, category: str | None = None) -> str:
    """The file checked, compressed and in base64; the same text for the same file. A category takes
    the place of the one in the file."""
    document = _document(content)
    runs = document["runs"]
    _allowed("runs per file", len(runs))
    for run in runs:
        _check(run)
        if category:
            run["automationDetails"] = {"id": f"{category.rstrip('/')}/"}
    _check_categories(runs)
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=True)
    packed = gzip.compress(text.encode("ascii"), mtime=0)
    if len(packed) > MAX_BYTES:
        raise UsageError(
            f"the SARIF file has {len(packed)} bytes when compressed; {MAX_BYTES} are allowed: "
            "scan parts of the repository with a --category each"
        )
    return base64.b64encode(packed).decode("ascii")


def _document(content: bytes) -> Json:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"not SARIF: {error or 'nested too deeply'}") from error
    if not isinstance(document, dict) or document.get("version") != "2.1.0":
        raise UsageError("not SARIF 2.1.0")
    runs = document.get("runs")
    if not isinstance(runs, list) or not all(isinstance(run, dict) for run in runs) or not runs:
        raise UsageError("not SARIF: runs: expected a list of runs")
    if any(not isinstance(run.get("results"), list) for run in runs):
        raise UsageError("not SARIF for code scanning: each run needs a list of results")
    return document


def _check(run: Json) -> None:
    tool = _dict(run.get("tool"))
    _allowed("results", len(run["results"]))
    rules = _list(_dict(tool.get("driver")).get("rules"))
    _allowed("rules", len(rules))
    _allowed("tool extensions", len(_list(tool.get("extensions"))))
    for rule in rules:
        tags = _list(_dict(_dict(rule).get("properties")).get("tags"))
        if len(tags) > TAGS:
            raise UsageError(f"rule {_dict(rule).get('id')}: more than {TAGS} tags")
    for number, result in enumerate(map(_dict, run["results"])):
        if len(_list(result.get("locations"))) > LOCATIONS:
            raise UsageError(f"result {number}: more than {LOCATIONS} locations")
        if _steps(result) > FLOW_STEPS:
            raise UsageError(f"result {number}: more than {FLOW_STEPS} steps of code flows")


def _steps(result: Json) -> int:
    flows = (_dict(flow) for flow in _list(result.get("codeFlows")))
    threads = (_dict(thread) for flow in flows for thread in _list(flow.get("threadFlows")))
    return sum(len(_list(thread.get("locations"))) for thread in threads)


def _check_categories(runs: list[Json]) -> None:
    """Several runs of one tool and category in a file are refused."""
    seen = set()
    for run in runs:
        name = _dict(_dict(run.get("tool")).get("driver")).get("name")
        identifier = str(_dict(run.get("automationDetails")).get("id", ""))
        key = (name, identifier.rpartition("/")[0])
        if key in seen:
            raise UsageError(f"two runs of {name} have one category; give each its own")
        seen.add(key)


def _allowed(what: str, number: int) -> None:
    if number > LIMITS[what]:
        raise UsageError(f"{number} {what}; code scanning takes at most {LIMITS[what]}")


def _dict(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
