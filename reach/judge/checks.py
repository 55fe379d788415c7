"""Whether a check applies to a sink call: the conditions that rulesets state."""

import re
from dataclasses import field

from reach.flow.classes import external_bases
from reach.flow.contexts import Context
from reach.flow.values import Class, Const, External, Pattern, Unknown, Value, is_replaceable
from reach.graph.sinks import plain
from reach.identify.arguments import Given, SinkArguments, is_none
from reach.identify.artifacts import Identified
from reach.judge.deciders import decider, is_text
from reach.judge.made import Made
from reach.judge.replaced import Replaced
from reach.judge.variables import Settings
from reach.judge.versions import Versions
from reach.records.finding import Artifact
from reach.records.record import dataclass
from reach.records.rule import Check, Condition, Sink

_FALSE_TEXTS = frozenset(("", "0", "false", "no", "off"))


@dataclass(slots=True)
class Call:
    """Everything a condition may ask about one sink call in one context."""

    sink: Sink
    arguments: SinkArguments
    identified: Identified
    versions: Versions
    environment: Settings
    """Variables that may be set for the call."""
    process: Settings = field(default_factory=dict)
    """Variables that are sure to be."""
    replaced: Replaced | None = None
    made: Made | None = None
    facts: dict[str, None] = field(default_factory=dict)
    """What outside the call decided, in the order asked."""
    context: Context | None = None


def broken(check: Check, call: Call) -> Check | None:
    """The check, or the case of it, that a call does not pass; None when it does."""
    if not applies(check, call):
        return None
    return next((case for case in check.cases if applies(case, call)), check)


def applies(check: Check, call: Call) -> bool:
    """Whether one of the conditions of a check holds."""
    if not check.when:
        return True
    for condition in check.when:
        before = dict(call.facts)
        if holds(condition, call):
            return True
        call.facts.clear()
        call.facts.update(before)
    return False


def holds(condition: Condition, call: Call) -> bool:
    """Whether all tests of a condition hold."""
    if condition.argument is not None and not _argument(condition, call):
        return False
    if condition.library and call.sink.library not in condition.library:
        return False
    if condition.source is not None and not _source(condition.source, call):
        return False
    if condition.pinned is not None and _pinned(call) != condition.pinned:
        return False
    if not _text(condition, call):
        return False
    if not all(holds(other, call) for other in condition.also):
        return False
    if not _made(condition, call):
        return False
    if not _environment(condition, call):
        return False
    return _versions(condition, call)


def _argument(condition: Condition, call: Call) -> bool:
    assert condition.argument is not None
    given = call.arguments.get(condition.argument)
    if condition.given is False:
        maybe_none = any(is_none(v) for v in given.values)
        if given.surely and not maybe_none:
            return False
        if not given.surely and given.maybe and not maybe_none:
            return False
    if condition.given is True and not _passed(given):
        return False
    if condition.has_may_be and not _may_be(given, condition.may_be):
        return False
    if condition.has_must_be and not _must_be(given, condition.must_be):
        return False
    return _decided(condition, given)


def _decided(condition: Condition, given: Given) -> bool:
    """What is asked about who decides on a value."""
    if condition.has_by_default and not any(
        is_replaceable(v) and _equal_to(v, condition.by_default) for v in given.values
    ):
        return False
    if condition.text is not None and any(map(is_text, given.values)) != condition.text:
        return False
    return condition.decided_by is None or condition.decided_by in map(decider, given.values)


def _passed(given: Given) -> bool:
    return given.maybe and not (given.values and all(is_none(v) for v in given.values))


def _may_be(given: Given, wanted: object) -> bool:
    if not given.maybe:
        return False
    if not given.values:
        return True
    return any(_equal(v, wanted) is not False for v in given.values)


def _must_be(given: Given, wanted: object) -> bool:
    if not given.surely or not given.values:
        return False
    return all(_equal(v, wanted) is True for v in given.values)


def _equal(value: Value, wanted: object) -> bool | None:
    """Whether a value is the wanted one; None when it may be."""
    if not isinstance(value, Const):
        return None if isinstance(value, (Unknown, Pattern)) else _object(value, wanted)
    if is_text(value) and isinstance(wanted, bool):
        return wanted
    if is_replaceable(value):
        return None
    return _equal_to(value, wanted)


def _equal_to(value: Const, wanted: object) -> bool:
    if isinstance(wanted, bool):
        return value.value is not None and bool(value.value) is wanted
    return type(value.value) is type(wanted) and value.value == wanted


def _object(value: Value, wanted: object) -> bool | None:
    if isinstance(value, External):
        return True if isinstance(wanted, str) and value.name == wanted else None
    return wanted is True


_ON_DISK = tuple(
    f"result of {name}"
    for name in (
        "tempfile.",
        "glob.glob",
        "glob.iglob",
        "os.getcwd",
        "os.scandir",
        *(f"pathlib.{c}.{m}" for c in ("Path", "PosixPath") for m in ("cwd", "glob", "iterdir")),
        *(f"pathlib.{c}.{m}" for c in ("Path", "PosixPath") for m in ("home", "rglob", "walk")),
    )
)
"""Begins the reason for a path that nobody knows, but that is on no hub."""


def _source(source: str, call: Call) -> bool:
    if source == "hub":
        known = call.identified.artifacts
        if any(map(_from_hub, known)):
            return True
        if call.sink.identifier is None or any(a.hub != "local" for a in known):
            return False
        given = call.arguments.get(call.sink.identifier).maybe
        if not given or call.sink.hub == "file":
            return False
        return bool(_unclear(call))
    if source == "local" and len(_unclear(call)) < len(call.identified.unknown):
        return True
    return any(a.hub == source for a in call.identified.artifacts)


def _unclear(call: Call) -> list[str]:
    """Why something is not known that may be on a hub."""
    reasons = [u.reason for u in call.identified.unknown]
    return [text for text in reasons if not text.startswith(_ON_DISK)]


def _from_hub(artifact: Artifact) -> bool:
    return artifact.hub not in ("local", "url")


def _pinned(call: Call) -> bool:
    hub = [a for a in call.identified.artifacts if _from_hub(a)]
    unclear = _unclear(call)
    if unclear and call.sink.revision is not None:
        given = call.arguments.get(call.sink.revision)
        if not _must_match(given, r"[0-9a-f]{40}$"):
            return False
    elif unclear and not hub:
        return False
    return all(a.pinned for a in hub)


def _must_match(given: Given, expression: str) -> bool:
    return bool(given.values) and all(
        isinstance(v, Const) and isinstance(v.value, str) and re.match(expression, v.value)
        for v in given.values
    )


def _text(condition: Condition, call: Call) -> bool:
    if condition.matches is None and condition.matches_not is None:
        return _suffixes(condition, call)
    name = condition.argument or call.sink.identifier
    values = call.arguments.get(name).values if name is not None else frozenset()
    known = [v for v in values if not is_none(v)]
    texts = [_texts(v, call, condition.argument is not None) for v in known]
    wanted, unwanted = condition.matches, condition.matches_not
    if wanted is not None and not any(re.match(wanted, t) for each in texts for t in each):
        return False
    if unwanted is not None and texts and all(_all_match(unwanted, each) for each in texts):
        return False
    return _suffixes(condition, call)


def _all_match(expression: str, texts: list[str]) -> bool:
    return bool(texts) and all(re.match(expression, text) for text in texts)


def _texts(value: Value, call: Call, names: bool) -> list[str]:
    """What stands for a value when texts are compared: a string, or how it begins; the dotted name
    of something outside the project; for a class of the project, those of its bases."""
    if isinstance(value, Const):
        return [value.value] if isinstance(value.value, str) else []
    if names and isinstance(value, External):
        return [value.name]
    if names and isinstance(value, Class):
        bases = external_bases(call.arguments.ev, value)
        return [b for b in bases if b != "<builtin>.object"]
    if isinstance(value, Pattern) and value.parts[0]:
        return [value.parts[0]]
    return []


def _suffixes(condition: Condition, call: Call) -> bool:
    if not condition.suffix and not condition.suffix_not:
        return True
    names = [a.file or a.id for a in call.identified.artifacts]
    if condition.suffix:
        return any(n.lower().endswith(condition.suffix) for n in names)
    if call.identified.unknown or not names:
        return True
    return not all(n.lower().endswith(condition.suffix_not) for n in names)


def _made(condition: Condition, call: Call) -> bool:
    """What is asked about where an argument comes from."""
    if not condition.made_by and condition.read_as is None:
        return True
    if call.made is None:
        return False
    argument = call.arguments.written(condition.argument or "")
    if condition.made_by:
        name = call.made.by(argument, condition.made_by)
    else:
        name = call.made.read_as(argument, condition.read_as or "")
    if name is not None:
        call.facts[f"{condition.argument} comes from {plain(name)}"] = None
    return name is not None


def _environment(condition: Condition, call: Call) -> bool:
    if condition.environment is not None:
        place = _is_set(condition.environment, call.environment)
        if place is None:
            return False
        call.facts[f"{condition.environment.partition('=')[0]} is set ({place})"] = None
    unwanted = condition.environment_not
    if unwanted is not None and _is_set(unwanted, call.environment) is not None:
        return False
    if condition.process is not None and _is_set(condition.process, call.process) is None:
        return False
    if condition.replaced is None:
        return True
    where = call.replaced.where(condition.replaced) if call.replaced is not None else None
    if where is not None:
        call.facts[f"{condition.replaced.partition(':')[0]} is replaced ({where})"] = None
    return where is not None


def _is_set(test: str, known: Settings) -> str | None:
    """The place where a variable is set."""
    name, equals, text = test.partition("=")
    for value, place in known.get(name, {}).items():
        if value == text if equals else value.strip().lower() not in _FALSE_TEXTS:
            return place
    return None


def _versions(condition: Condition, call: Call) -> bool:
    for test, unknown in ((condition.version, True), (condition.known_version, False)):
        if test is None:
            continue
        answer = call.versions.check(test)
        holds = unknown if answer.holds is None else answer.holds
        if not holds:
            return False
        if answer.fact:
            call.facts[answer.fact] = None
    if condition.allowed_version is None:
        return True
    answer = call.versions.check(condition.allowed_version)
    if answer.allowed:
        call.facts[answer.fact] = None
    return answer.allowed
