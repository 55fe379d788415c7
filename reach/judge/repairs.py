"""Which changes of the code would repair a finding: the remedies of its check, for this call."""

import json
from collections.abc import Sequence

from reach.flow.bodies import Body
from reach.flow.constructors import call_arguments
from reach.flow.contexts import Context
from reach.flow.sequences import mapping
from reach.flow.values import (
    Class,
    Const,
    Function,
    Instance,
    Partial,
    Unknown,
    Value,
    in_order,
    is_fixed,
)
from reach.graph.build import CallGraph
from reach.graph.sinks import SinkCall
from reach.identify.arguments import Given, SinkArguments
from reach.identify.places import Places
from reach.judge.checks import Call, holds
from reach.judge.drafts import Draft, Unrepairable, is_call_of, repositories
from reach.judge.written import (
    Origins,
    Written,
    in_call,
    may_be_starred,
    passed_straight,
    span_of,
    splats,
    stands_in,
    written,
)
from reach.records import code as ir
from reach.records.finding import Artifact
from reach.records.repair import (
    PIN,
    CallInstead,
    Plan,
    Repository,
    SetArgument,
    SetLiteral,
    Span,
)
from reach.records.rule import Check, Remedy

_MOST_CHANGES = 8


class Repairs:
    """Plans repairs of sink calls."""

    def __init__(self, graph: CallGraph, places: Places) -> None:
        self.ev = graph.evaluator
        self.places = places
        self.origins = Origins(graph)

    def plan(
        self,
        sink: SinkCall,
        check: Check,
        calls: Sequence[Call],
        anyhow: SinkArguments,
        artifacts: Sequence[Artifact],
    ) -> Plan | str | None:
        """The plan for one finding, or why there is none; None where nobody knows a remedy.
        `calls` are the sink call on each way that breaks the check, `anyhow` its arguments on all
        ways there are, `artifacts` what it loads."""
        remedy = next((r for r in check.remedies if _fits(r, calls, sink)), None)
        if remedy is None:
            return None
        draft = Draft(sink, calls, anyhow)
        try:
            self.check_callee(draft)
            pin = self.pin(draft, artifacts) if remedy.pin else None
            self.apply(draft, remedy)
        except Unrepairable as reason:
            return str(reason)
        if not draft.changes:
            return None
        if len(draft.changes) > _MOST_CHANGES:
            return "the value is written in too many places"
        review = remedy.review
        if review is not None and passed_straight(sink.body, sink.vid, remedy.safe_in):
            review = None
        if review is not None:
            draft.reasons[review] = None
        return Plan(
            title="; ".join(dict.fromkeys(draft.titles)),
            changes=tuple(draft.changes),
            reasons=tuple(draft.reasons),
            pin=pin,
            loads=repositories(artifacts),
            without_safetensors=review if remedy.safe_with_safetensors else None,
            another_commit=draft.another_commit,
        )

    def check_callee(self, draft: Draft) -> None:
        """The text of the call has to be that of the sink, and of nothing else."""
        sink = draft.sink
        source = self.places.source(sink.body.facts.path)
        if source is None or source.marks is not None:
            raise Unrepairable("the code stands in a file of another kind")
        op = sink.body.ops[sink.vid]
        if op[0] != ir.CALL or op[7]:
            raise Unrepairable("the call is not written as one")
        callees = in_order(self.ev.eval(sink.body, op[1]))
        known = [c for c in callees if not isinstance(c, Unknown)]
        if not known:
            draft.reasons["it is not certain what is called"] = None
        elif not any(is_call_of(c, sink.name) for c in known):
            raise Unrepairable("another function makes the call")
        if not all(is_call_of(c, sink.name) for c in known):
            draft.reasons["the call may be that of another function"] = None

    def apply(self, draft: Draft, remedy: Remedy) -> None:
        """Draft every change of a remedy."""
        calls = dict(remedy.calls)
        if calls:
            self.call_instead(draft, calls[draft.sink.name], remedy)
        for name in () if calls else remedy.drops:
            self.remove(draft, name, None)
        for name, value in remedy.removes:
            self.remove(draft, name, value)
        for name, value in remedy.sets:
            self.set(draft, name, value, _source(value))
        if remedy.pin and draft.sink.sink.revision:
            self.set(draft, draft.sink.sink.revision, None, PIN)

    def call_instead(self, draft: Draft, name: str, remedy: Remedy) -> None:
        """Another function; it has to know every argument that is passed."""
        op, sink = draft.body.ops[draft.sink.vid], draft.sink.sink
        if splats(draft.sink) or any(vid < 0 for vid in op[2]):
            raise Unrepairable("the call passes on arguments that are not written there")
        known = {*(old for old, _ in remedy.renames), *remedy.drops}
        kept = set(sink.parameters[:1]) if not remedy.renames else set()
        passed = [key for key, _ in op[3]] + list(sink.parameters[: len(op[2])])
        strange = [key for key in passed if key not in known | kept]
        if strange or len(op[2]) > len(sink.parameters):
            raise Unrepairable(f"{name} has no argument {strange[0] if strange else ''}".rstrip())
        for key in remedy.drops:
            if any(isinstance(v, (Class, Function, Instance)) for v in draft.given(key).values):
                raise Unrepairable(f"the project makes its own {key}")
        change = CallInstead(
            span_of(draft.body, draft.sink.vid),
            draft.sink.name,
            name,
            remedy.renames,
            remedy.drops,
            sink.parameters[: len(op[2])],
        )
        draft.changes[change] = None
        draft.titles.append(f"Call {name}")

    def remove(self, draft: Draft, name: str, instead: object) -> None:
        """Pass an argument no longer, where it is passed."""
        given = draft.given(name)
        if not given.maybe:
            return
        here = self.here(draft, name)
        if here is None:
            self.elsewhere(
                draft, name, given, instead, None if instead is None else _source(instead)
            )
        elif self.moved(draft, here, given, instead, _source(instead)):
            pass
        elif here.position is None:
            self.change(draft, here, name, None)
            draft.titles.append(f"Remove {name}")
        elif instead is not None:
            self.change(draft, here, name, _source(instead))
            draft.titles.append(f"Pass {name}={instead!r}")
        else:
            raise Unrepairable(f"{name} is passed by position")

    def set(self, draft: Draft, name: str, value: object, text: str) -> None:
        """Pass an argument with this value."""
        title = f"Pin {name}" if text == PIN else f"Pass {name}={text}"
        given = draft.given(name)
        here = self.here(draft, name)
        if here is not None:
            if not self.moved(draft, here, given, value, text):
                self.change(draft, here, name, text)
                draft.titles.append(title)
            return
        if given.maybe:
            self.elsewhere(draft, name, given, value, text)
            return
        outer = name.partition(".")[0]
        if splats(draft.sink) and draft.anyhow.get(name).maybe:
            raise Unrepairable(f"{name} is passed from elsewhere on other ways")
        if may_be_starred(draft.sink, outer):
            raise Unrepairable("arguments are passed as a list that is made elsewhere")
        if "." in name and draft.given(outer).maybe and self.dictionary(draft, outer) is None:
            raise Unrepairable(f"{outer} is made elsewhere")
        self.not_hidden(draft, outer)
        call = span_of(draft.body, draft.sink.vid)
        draft.changes[SetArgument(call, name, None, text)] = None
        draft.titles.append(title)

    # -- where an argument stands --------------------------------------------------------------

    def here(self, draft: Draft, name: str) -> Written | None:
        """The argument, if the call itself writes it."""
        outer, _, inner = name.partition(".")
        if not inner:
            return written(draft.sink, name, self.taken(draft))
        found = self.dictionary(draft, outer)
        if found is None:
            return None
        op = draft.body.ops[found.vid]
        for key, value in op[1]:
            if key >= 0 and draft.body.ops[key][:2] == (ir.CONST, inner):
                return Written(f"{found.name}.{inner}", value, None)
        return None

    def dictionary(self, draft: Draft, outer: str) -> Written | None:
        """A dictionary that is written in the call."""
        found = written(draft.sink, outer, self.taken(draft))
        if found is None or draft.body.ops[found.vid][0] != ir.DICT:
            return None
        call, start = span_of(draft.body, draft.sink.vid), draft.body.ops[found.vid][2]
        return found if call.start <= start < call.end else None

    def taken(self, draft: Draft) -> int:
        """Positions that a partial application has filled."""
        op = draft.body.ops[draft.sink.vid]
        given = call_arguments(draft.body, draft.sink.vid, None)
        for callee in in_order(self.ev.eval(draft.body, op[1])):
            if isinstance(callee, Partial):
                inner = draft.calls[0].arguments.arguments
                return max(len(inner.positional) - len(given.positional), 0)
        return 0

    def change(self, draft: Draft, here: Written, name: str, text: str | None) -> None:
        """Change an argument where the call writes it."""
        call = span_of(draft.body, draft.sink.vid)
        draft.changes[SetArgument(call, here.name, here.position, text)] = None
        if in_call(draft.body, here.vid, draft.sink.vid):
            if text == PIN:
                old = draft.body.ops[here.vid][1]
                draft.another_commit = f"it is {old!r} now, which may be another commit"
                draft.reasons[draft.another_commit] = None
            return
        if draft.body.ops[here.vid][0] == ir.CONST:
            line = self.places.region(
                draft.body.facts.path, draft.body.ops[here.vid][2], draft.body.ops[here.vid][2]
            ).line
            draft.reasons[f"the value of {name} is set on line {line} and used elsewhere too"] = (
                None
            )
        else:
            draft.reasons[f"{name} is decided outside of the call now"] = None

    def moved(self, draft: Draft, here: Written, given: Given, value: object, text: str) -> bool:
        """Whether a constant outside of the call is changed in its place: it has no other use."""
        body = draft.body
        if in_call(body, here.vid, draft.sink.vid) or text == "None":
            return False
        only = self.origins.only(body, here.vid)
        constants = [v for v in given.values if isinstance(v, Const)]
        if only is None or len(constants) != 1 or len(given.values) != 1:
            return False
        draft.changes[SetLiteral(only, constants[0].value, text)] = None
        draft.titles.append(f"Write {_shown(text)} {self.where(draft, only)}")
        return True

    def elsewhere(
        self, draft: Draft, name: str, given: Given, value: object, text: str | None
    ) -> None:
        """Change the constants that reach the call through a `**` or a dictionary."""
        if text is None:
            raise Unrepairable(f"{name} is passed from elsewhere")
        wrong = [v for v in in_order(given.values) if not _is_value(v, value)]
        for each in wrong:
            if not is_fixed(each):
                raise Unrepairable(f"{name} is decided elsewhere")
            if not isinstance(each.body, Body):
                raise Unrepairable(f"{name} is written in a file of another kind")
            span = Span(each.body.facts.path, each.position, each.position)
            draft.changes[SetLiteral(span, each.value, text)] = None
            draft.titles.append(f"Write {_shown(text)} {self.where(draft, span)}")
            if not self.alone(draft, name, each):
                draft.reasons[f"{name} is passed on from there, and others may use it"] = None

    def where(self, draft: Draft, span: Span) -> str:
        """The line of a constant; its file too, where that is another one."""
        line = self.places.region(span.path, span.start, span.start).line
        return f"in line {line}" if span.path == draft.body.facts.path else f"at {span.path}:{line}"

    def alone(self, draft: Draft, name: str, constant: Const) -> bool:
        """Whether the container that holds a constant is made for this call only."""
        body, vid = draft.body, draft.sink.vid
        if stands_in(constant, body, vid):
            return True
        holders = splats(draft.sink)
        outer = written(draft.sink, name.partition(".")[0]) if "." in name else None
        if outer is not None:
            holders = [outer.vid]
        if len(holders) != 1 or constant.body not in (body, body.module):
            return False
        return self.origins.used_once(body, holders[0])

    def not_hidden(self, draft: Draft, name: str) -> None:
        """An argument that a `**` passes as well is an error when the call is made."""
        for vid in splats(draft.sink):
            for context in _contexts(draft.calls):
                values = self.ev.eval(draft.body, vid, context)
                exact = [mapping(self.ev, value) for value in values]
                if not exact or any(each is None or name in each for each in exact):
                    draft.reasons[f"the call passes `**`, which may hold {name} as well"] = None

    def pin(self, draft: Draft, artifacts: Sequence[Artifact]) -> Repository:
        """The one repository whose commit is to be named."""
        if not draft.sink.sink.revision:
            raise Unrepairable("the call takes no revision")
        loaded = repositories(artifacts)
        if any(call.identified.unknown for call in draft.calls) or not loaded:
            raise Unrepairable("it is not known what is loaded")
        if len({(each.hub, each.id) for each in loaded}) > 1:
            raise Unrepairable("several repositories are loaded, and a commit belongs to one")
        if any(a.certainty == "pattern" for a in artifacts if a.id == loaded[0].id):
            raise Unrepairable("the name of what is loaded is known only in part")
        return loaded[0]


def _fits(remedy: Remedy, calls: Sequence[Call], sink: SinkCall) -> bool:
    if remedy.calls and sink.name not in dict(remedy.calls):
        return False
    return all(
        not remedy.when or any(holds(condition, call) for condition in remedy.when)
        for call in calls
    )


def _contexts(calls: Sequence[Call]) -> list[Context | None]:
    return list(dict.fromkeys(call.context for call in calls))


def _is_value(value: Value, wanted: object) -> bool:
    return isinstance(value, Const) and value.value is wanted


def _source(value: object) -> str:
    """A constant as Python."""
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _shown(text: str) -> str:
    return "the commit" if text == PIN else text
