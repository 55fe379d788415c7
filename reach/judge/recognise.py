"""Single tests and calls -> the guards that they are."""

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.containers import elements
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
from reach.flow.values import Bundle, Const, Container, External, Value, Values
from reach.flow.writers import called_name
from reach.graph.build import CallGraph
from reach.graph.dominance import Partial
from reach.judge.digests import Digests
from reach.judge.slices import arguments, receiver, slice_of
from reach.judge.switches import asks_switch, needs_switch
from reach.judge.verdicts import Verdict
from reach.later import regex
from reach.records import code as ir
from reach.records.rule import Guard, Ruleset
from reach.rules import NameIndex

_EXTENSION = regex(r"\.[\w.]{1,20}")
_EXTENSIONS = frozenset(
    """
    bin ckpt csv dill gguf h5 hdf5 joblib json keras model msgpack npy npz onnx pickle pkl pt pt2
    pth safetensors tflite txt yaml yml
    """.split()
)
"""Words that name a format where a text is compared with them."""

_MATCHING = {"fullmatch": r"(?s:.*)", "match": r".*(\$|\\Z)", "search": r"(\^|\\A).*(\$|\\Z)"}
"""Functions of `re`, and what an expression needs so that the whole text is matched."""


class Fact(NamedTuple):
    """A guard that is certain at some place of a function."""

    guard: Guard
    atoms: frozenset[Hashable] | None
    """Shapes of the expressions that it speaks of; None: of everything."""
    body: Body
    vid: int
    """Where the guard is written."""


class Recogniser:
    """Knows the guards of the rulesets."""

    def __init__(self, graph: CallGraph, ruleset: Ruleset) -> None:
        self.graph = graph
        self.ev: Evaluator = graph.evaluator
        self.forms: dict[str, list[Guard]] = {}
        for guard in ruleset.guards:
            self.forms.setdefault(guard.form, []).append(guard)
        self.calls = self._index("call")
        self.managers = self._index("within")
        self.writers = self._index("written")
        self.digests = Digests(self.ev, self._index("digest"))
        self.exits = NameIndex((name, name) for name in ruleset.exits)
        self._names: dict[Body, dict[int, list[str]]] = {}

    def _index(self, form: str) -> NameIndex[Guard]:
        return NameIndex((n, guard) for guard in self.forms.get(form, ()) for n in guard.names)

    def external(self, body: Body, vid: int) -> list[str]:
        """Names of what a call site calls outside the project."""
        return self._named(body).get(vid, [])

    def _named(self, body: Body) -> dict[int, list[str]]:
        known = self._names.get(body)
        if known is None:
            known = self._names[body] = {}
            for site, name in self.graph.externals_of(body):
                if not name.endswith("()") and body.ops[site][0] == ir.CALL:
                    known.setdefault(site, []).append(name)
        return known

    # -- calls -----------------------------------------------------------------------------------

    def called(self, body: Body, vid: int, tested: bool = False) -> Iterator[Fact]:
        """Guards that a call is."""
        op = body.ops[vid]
        for name in self.external(body, vid):
            for guard in self.calls.lookup(name):
                if guard.anywhere:
                    yield Fact(guard, None, body, vid)
                elif guard.tested == tested:
                    yield Fact(guard, self._speaks_of(body, op), body, vid)

    def within(self, body: Body, enter: int, context: Context | None) -> Iterator[Fact]:
        """Guards that being inside a `with` is."""
        for value in self.ev.eval(body, body.ops[enter][1], context):
            if isinstance(value, External):
                for guard in self.managers.lookup(value.name):
                    yield Fact(guard, None, body, enter)

    def _speaks_of(self, body: Body, op: ir.Op) -> frozenset[Hashable]:
        found: frozenset[Hashable] = frozenset()
        for vid in (*receiver(body, op), *arguments(op)):
            found |= slice_of(body, vid, loose=True).atoms
        return found

    # -- tests -----------------------------------------------------------------------------------

    def tested(
        self, body: Body, vid: int, outcome: bool, context: Context | None
    ) -> Iterator[Fact]:
        """Guards that a single condition is, when it has this outcome."""
        op = body.ops[vid]
        if op[0] == ir.COMPARE:
            yield from self._compared(body, vid, op, outcome, context)
        elif op[0] == ir.CALL and outcome:
            yield from self._predicate(body, vid, op, context)
        yield from self._scanned(body, vid, outcome)
        for guard in self.forms.get("switch", ()):
            asks = asks_switch if guard.optional else needs_switch
            if asks(self.ev, body, vid, outcome, context, guard.expression or ""):
                yield Fact(guard, None, body, vid)

    def _scanned(self, body: Body, vid: int, outcome: bool) -> Iterator[Fact]:
        """A scanner's result decides, or what the scanner then says about itself."""
        for call in self._named(body):
            facts = list(self.called(body, call, tested=True)) if call <= vid else []
            yield from (f for f in facts if Verdict(body, call, f.guard).is_good(vid, outcome))

    def each_refused(self, body: Body, vid: int) -> Iterator[Fact]:
        """Guards that a condition inside a loop is, when it ends the function."""
        for call in self._named(body):
            facts = list(self.called(body, call, tested=True)) if call < vid else []
            yield from (f for f in facts if Verdict(body, call, f.guard).each_refused(vid))

    def _compared(
        self, body: Body, vid: int, op: ir.Op, outcome: bool, context: Context | None
    ) -> Iterator[Fact]:
        name, left, right = op[1], op[2], op[3]
        positive = (name in ("in", "==", "is")) == outcome
        if name in ("is", "is not", "==", "!=") and body.ops[right][:2] == (ir.CONST, None):
            if not positive and body.ops[left][0] == ir.CALL:
                yield from self._predicate(body, vid, body.ops[left], context)
        elif positive and name in ("in", "not in"):
            listed = self._listing(self.ev.eval(body, right, context))
            yield from self._listed(body, vid, left, listed)
        elif positive and name in ("==", "!="):
            yield from self._equal(body, vid, left, right, context)

    def _equal(
        self, body: Body, vid: int, left: int, right: int, context: Context | None
    ) -> Iterator[Fact]:
        for one, other in ((left, right), (right, left)):
            yield from self._digested(body, vid, one, other, context)
            yield from self._listed(body, vid, one, texts(self.ev.eval(body, other, context)))

    def _digested(
        self, body: Body, vid: int, one: int, other: int, context: Context | None
    ) -> Iterator[Fact]:
        for guard in self.digests.compared(body, one, other, context):
            yield Fact(guard, slice_of(body, one, loose=True).atoms, body, vid)

    def where_given(self, body: Body, test: Partial, context: Context | None) -> Iterator[Fact]:
        """Guards that a test is which is only made where there is something to compare with."""
        for guard, digest in self.digests.where_given(body, test, context):
            yield Fact(guard, slice_of(body, digest, loose=True).atoms, body, test.cond)

    def _predicate(
        self, body: Body, vid: int, op: ir.Op, context: Context | None
    ) -> Iterator[Fact]:
        """A call that is known to have returned something true."""
        name, given = called_name(body, op), arguments(op)
        holder = receiver(body, op)
        if name in ("endswith", "startswith") and holder and given:
            values = self.ev.eval(body, given[0], context)
            affixes = texts(values) or self._listing(values)
            if name == "endswith":
                yield from self._suffixed(body, vid, holder[0], affixes)
            elif affixes and all(a.endswith("/") and len(a) > 1 for a in affixes):
                yield from self._facts("listed", body, vid, holder[0])
        elif name in ("get", "__contains__", "issuperset") and holder and given:
            listed = self._listing(self.ev.eval(body, holder[0], context))
            yield from self._listed(body, vid, given[0], listed)
        elif name == "compare_digest" and len(given) > 1:
            for one, other in ((given[0], given[1]), (given[1], given[0])):
                yield from self._digested(body, vid, one, other, context)
        elif name in _MATCHING and given:
            yield from self._matched(body, vid, op, name, context)

    def _matched(
        self, body: Body, vid: int, op: ir.Op, name: str, context: Context | None
    ) -> Iterator[Fact]:
        for value in self.ev.eval(body, op[1], context):
            if not isinstance(value, External):
                continue
            given = arguments(op)
            if value.name == f"re.{name}" and len(given) > 1:
                found, subject = self.ev.eval(body, given[0], context), given[1]
            elif value.name == f"re.compile().{name}":
                found, subject = self._compiled(body, body.ops[op[1]], context), given[0]
            else:
                continue
            expressions = texts(found)
            whole = re.compile(_MATCHING[name])
            for guard in self.forms.get("pattern", ()):
                if expressions and all(
                    whole.fullmatch(e) and re.fullmatch(guard.expression or "", e)
                    for e in expressions
                ):
                    yield Fact(guard, slice_of(body, subject).atoms, body, vid)

    def _compiled(self, body: Body, callee: ir.Op, context: Context | None) -> Values:
        """What the patterns were compiled from that a method is called on."""
        found: Values = frozenset()
        for value in self.ev.eval(body, callee[1], context) if callee[0] == ir.ATTR else ():
            if not isinstance(value, External) or value.site is None:
                return frozenset()
            given = arguments(value.site.ops[value.vid])
            found |= self.ev.eval(value.site, given[0], value.context) if given else frozenset()
        return found

    # -- lists and suffixes ------------------------------------------------------------------------

    def _listing(self, containers: Values) -> list[str]:
        """The texts in a container, or its keys; nothing when it may hold anything else."""
        found: list[str] = []
        for value in containers:
            inside = self._inside(value)
            if not inside:
                return []
            found += inside
        return found

    def _inside(self, value: Value) -> list[str]:
        if isinstance(value, Container):
            return texts(elements(self.ev, value))
        if isinstance(value, Bundle) and not value.rest and value.kind != "object":
            if all(isinstance(k, str) for k, _ in value.entries):
                return [k for k, _ in value.entries]
            return texts(frozenset(v for _, values in value.entries for v in values))
        return []

    def _listed(self, body: Body, vid: int, subject: int, listed: list[str]) -> Iterator[Fact]:
        if not listed or body.ops[subject][0] == ir.CONST:
            return
        if all(_EXTENSION.fullmatch(t) or t.lower() in _EXTENSIONS for t in listed):
            yield from self._suffixed(body, vid, subject, [f".{t.lstrip('.')}" for t in listed])
        else:
            yield from self._facts("listed", body, vid, subject)

    def _suffixed(self, body: Body, vid: int, subject: int, suffixes: list[str]) -> Iterator[Fact]:
        for guard in self.forms.get("suffix", ()):
            if suffixes and all(s.lower().endswith(guard.suffixes) for s in suffixes):
                yield Fact(guard, slice_of(body, subject).atoms, body, vid)

    def _facts(self, form: str, body: Body, vid: int, subject: int) -> Iterator[Fact]:
        for guard in self.forms.get(form, ()):
            yield Fact(guard, slice_of(body, subject).atoms, body, vid)


def texts(values: Iterable[Value]) -> list[str]:
    """The texts that values are; nothing when one is not, or is empty."""
    known = list(values)
    found = [v.value for v in known if isinstance(v, Const) and isinstance(v.value, str)]
    return found if len(found) == len(known) and all(found) else []
