"""Publishers as text and JSON: never a score without what it is made of."""

import json
from collections.abc import Sequence
from typing import Any

from reach.output.escape import scrubbed, terminal
from reach.records.publisher import Input, Publisher

SCHEMA = 1


def text(publishers: Sequence[Publisher]) -> str:
    """A paragraph for each publisher."""
    if not publishers:
        return "Nothing is loaded from a hub.\n"
    return "\n".join(_paragraph(each) for each in publishers)


def _paragraph(each: Publisher) -> str:
    lines = [f"{terminal(each.name)}  {_score(each)}"]
    width = max(len(one.title) for one in each.inputs)
    lines += [f"  {one.title:<{width}}  {_counted(one)}" for one in each.inputs]
    lines += [f"  {terminal(report, 500)}" for report in each.reports]
    lines.append(f"  loaded: {terminal(', '.join(each.repositories), 1000)}")
    return "\n".join(lines) + "\n"


def _score(each: Publisher) -> str:
    if each.score is None:
        return "no score: nothing of it is locked, run `reach lock`"
    known = f"from {len(each.known)} of {len(each.inputs)} inputs"
    cap = f", at most {each.cap} because it is reported" if each.cap is not None else ""
    return f"{each.score} of 100, {known}{cap}"


def _counted(one: Input) -> str:
    if not one.of:
        return f"not known ({one.says})"
    return f"{one.good} of {one.of} {one.says} (weight {one.weight})"


def document(publishers: Sequence[Publisher]) -> str:
    """All of it as JSON."""
    whole = {"schema": SCHEMA, "publishers": [_plain(each) for each in publishers]}
    return json.dumps(whole, indent=2) + "\n"


def _plain(each: Publisher) -> dict[str, Any]:
    return {
        "name": scrubbed(each.name),
        "score": each.score,
        "cap": each.cap,
        "inputs": [
            {
                "name": one.name,
                "says": one.says,
                "weight": one.weight,
                "good": one.good,
                "of": one.of,
            }
            for one in each.inputs
        ],
        "reports": [scrubbed(report) for report in each.reports],
        "repositories": [scrubbed(name) for name in each.repositories],
    }
