"""What the page of a rule shows, gathered from the rulesets."""

from collections.abc import Iterable, Iterator
from typing import Any

from reach.cli.explain import LANGUAGES, known_guards
from reach.output.sarif.taxonomies import NAMES
from reach.records.rule import Check, Condition, Example, Remedy, Rule, Ruleset, Sink


def context(rule: Rule, ruleset: Ruleset) -> dict[str, Any]:
    """The values of the template `rule.md.j2`."""
    why, _, rest = rule.help.strip().partition("**Fix.**")
    fix, _, notes = rest.strip().partition("\n\n")
    groups = _groups(rule.examples)
    lead = groups.pop(rule.lead, None) if rule.lead else None
    broken = list(_broken(rule, ruleset))
    return {
        "rule": rule,
        "why": why.strip(),
        "fix": fix.strip(),
        "notes": notes.strip(),
        "weaknesses": [_entry(each, _cwe(each)) for each in rule.cwe],
        "techniques": [_entry(each, _atlas(each)) for each in rule.atlas],
        "repairs": _repairs(broken),
        "versions": _versions(broken),
        "guards": known_guards(rule, ruleset.guards),
        "libraries": _libraries(broken),
        "lead": {"title": rule.lead, "examples": lead} if lead else None,
        "more": [{"title": title, "examples": group} for title, group in groups.items()],
    }


def _groups(examples: Iterable[Example]) -> dict[str, list[dict[str, Any]]]:
    """Examples by their title, bad before good."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for example in sorted(examples, key=lambda example: example.good):
        groups.setdefault(example.title, []).append(
            {
                "good": example.good,
                "code": example.code.strip(),
                "requirements": example.requirements,
                "language": LANGUAGES.get(example.file.rpartition(".")[2], ""),
            }
        )
    return groups


def _broken(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[Sink, list[Check]]]:
    """Every call and command that can break the rule, with the checks that say how."""
    for sink in (*ruleset.sinks, *(command.sink for command in ruleset.commands)):
        checks = [check for check in sink.checks if check.rule == rule.id]
        if checks:
            yield sink, checks


def _repairs(broken: list[tuple[Sink, list[Check]]]) -> list[dict[str, str]]:
    """What `reach fix` does, each once, with what may go wrong."""
    found: dict[tuple[str, str], None] = {}
    for _, checks in broken:
        for check in checks:
            for remedy in (*check.remedies, *(r for case in check.cases for r in case.remedies)):
                found[_change(remedy), remedy.review or ""] = None
    return [{"change": change, "review": review} for change, review in found]


def _change(remedy: Remedy) -> str:
    parts = [f"calls `{new}` instead of `{old}`" for old, new in remedy.calls]
    parts += [f"passes `{name}={value!r}`" for name, value in remedy.sets]
    parts += [f"removes `{name}`" for name, _ in remedy.removes]
    if not remedy.calls:
        parts += [f"removes `{name}`" for name in remedy.drops]
    parts += ["pins the revision to a commit that is locked or given"] if remedy.pin else []
    return ", ".join(parts)


def _versions(broken: list[tuple[Sink, list[Check]]]) -> list[dict[str, str]]:
    rows: dict[tuple[str, str], dict[str, None]] = {}
    for sink, checks in broken:
        for check in checks:
            for condition in check.when:
                for requirement in _requirements(condition):
                    rows.setdefault((requirement, check.because), {})[sink.library] = None
    return [
        {"requirement": requirement, "because": because, "calls": ", ".join(sorted(libraries))}
        for (requirement, because), libraries in sorted(rows.items())
    ]


def _requirements(condition: Condition) -> Iterator[str]:
    if condition.version:
        yield f"`{condition.version}`, or unknown"
    if condition.known_version:
        yield f"`{condition.known_version}`"
    for inner in condition.also:
        yield from _requirements(inner)


def _libraries(broken: list[tuple[Sink, list[Check]]]) -> list[dict[str, Any]]:
    libraries: dict[str, list[dict[str, str]]] = {}
    for sink, checks in broken:
        because = dict.fromkeys(check.because for check in checks)
        libraries.setdefault(sink.library, []).append(
            {"names": _names(sink.names), "because": "; or ".join(because)}
        )
    return [
        {"name": name if name != "any" else "any other", "calls": calls}
        for name, calls in sorted(libraries.items(), key=lambda item: (item[0] == "any", item[0]))
    ]


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:3])
    more = len(names) - 3
    return f"{shown} and {more} more name{'s' * (more > 1)}" if more > 0 else shown


def _entry(identifier: str, url: str) -> dict[str, str]:
    return {"id": identifier, "url": url, "name": NAMES.get(identifier, "")}


def _cwe(identifier: str) -> str:
    return f"https://cwe.mitre.org/data/definitions/{identifier.removeprefix('CWE-')}.html"


def _atlas(identifier: str) -> str:
    return f"https://atlas.mitre.org/techniques/{identifier}"
