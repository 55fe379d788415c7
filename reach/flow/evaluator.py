"""The evaluator: which values may this operation have, in this calling context?

Evaluation is lazy and backwards: a value is computed when somebody asks for it, from the
operations it depends on, through parameters to the arguments of callers and through calls to
the returns of callees. Results are kept per operation, and per context only where the operation
can depend on one (`context_dependent`).

A function evaluated with context None stands for all its calls together: its parameters are the
join over `callers`, which the call graph fills in rounds. Values that depended on callers (or on
anything else that may still grow) are provisional and are computed again in the next round.
"""

import builtins
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reach.flow.contexts import (
    Argument,
    Arguments,
    Context,
    Thunk,
    depth_of,
)
from reach.flow.program import Body, Program, context_dependent
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Place,
    Pool,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir
from reach.records.project import EnvValue

MAX_LEVEL = 160
"""Evaluation nested deeper than this gives up on the value asked for."""

MAX_STEPS = 4_000
"""Operations evaluated for one question before contexts are no longer told apart."""

BUILTINS = frozenset(dir(builtins)) | {"unicode", "basestring", "xrange", "raw_input", "long"}
"""Built-in names, those of Python 2 included."""

_NO_CYCLE = 1 << 30

Handler = Callable[["Evaluator", Body, int, ir.Op, Context | None], Values]


class Evaluator:
    """Answers questions about values of one program."""

    def __init__(
        self,
        program: Program,
        environment: Mapping[str, Sequence[EnvValue]] | None = None,
        files: Callable[[str], str | None] | None = None,
    ) -> None:
        self.program = program
        self.pool = Pool()
        self.environment = {name: tuple(values) for name, values in (environment or {}).items()}
        """What deployment files and `.env` set, by name."""
        self.max_depth = 3
        self.callers: dict[Body, dict[Context, None]] = defaultdict(dict)
        self.instance_stores: dict[tuple[Body, str], dict[tuple[Body, int], None]] = defaultdict(
            dict
        )
        """Attributes set on objects from outside their methods: (class, name)."""
        self.place_stores: dict[tuple[Value, str], dict[tuple[Body, int], None]] = defaultdict(dict)
        """Attributes set on classes, modules, functions and external things."""
        self.provisional: list[tuple[dict[int, object], int]] = []
        self.tainted: list[tuple[dict[int, object], int]] = []
        self.cut = _NO_CYCLE
        """Level of the outermost unfinished operation that was read since."""
        self.open = False
        self.level = 0
        self.steps = 0
        self.budget = 1 << 60
        self.exhausted: set[str] = set()
        """Functions where contexts had to be merged, and those nested too deep to finish."""
        self.too_deep: set[str] = set()
        self._contexts: dict[Any, Context] = {}
        self.container_changes: dict[Body, dict[int, list[tuple[Body, int]]]] = {}
        self.reading: set[tuple[Container, frozenset[Any] | None]] = set()
        self.star_guard: set[tuple[str, str, str]] = set()
        self.builtin_names = BUILTINS
        self.mros: dict[Class, list[Value]] = {}
        self.files = files
        """Reads a text file of the project by relative path; None when there is none."""
        self.tables: dict[object, Any] = {}
        """Indices and files that models of settings keep."""
        self.generation = 0
        """Number of the round: what was found incomplete in one may be complete in the next."""

    # -- the heart ---------------------------------------------------------------------------

    def eval(self, body: Body, vid: int, context: Context | None = None) -> Values:
        """The values that an operation may have."""
        if context is not None and not context_dependent(body)[vid]:
            context = None
        memo = body.memo if context is None else context.memo
        found = memo.get(vid)
        if found is not None:
            if type(found) is int:
                self.cut = min(self.cut, found)
                self.open = True
                return EMPTY
            return found  # type: ignore[return-value]
        op = body.ops[vid]
        if self.level > MAX_LEVEL:
            self.open = True
            return frozenset((self.pool.unknown("evaluation nested too deep", body, 0),))
        level = self.level
        memo[vid] = level
        outer, self.open = self.open, False
        outer_cut, self.cut = self.cut, _NO_CYCLE
        tainted = len(self.tainted)
        self.level += 1
        self.steps += 1
        try:
            result = OPERATIONS[op[0]](self, body, vid, op, context)
        except RecursionError:
            memo.pop(vid, None)
            raise
        self.level -= 1
        if len(result) > 8:
            result = self.pool.limit(result)
        memo[vid] = result
        if self.cut < level:
            self.tainted.append((memo, vid))
            self.cut = min(self.cut, outer_cut)
        else:
            if len(self.tainted) > tainted:
                self._forget_cycle(tainted)
            self.cut = outer_cut
        if self.open:
            self.provisional.append((memo, vid))
        self.open = outer or self.open
        return result

    def _forget_cycle(self, start: int) -> None:
        """The head of a cycle is done: its members saw it unfinished and are asked anew."""
        for memo, vid in self.tainted[start:]:
            memo.pop(vid, None)
        del self.tainted[start:]

    def argument(self, argument: Argument | None) -> Values:
        """The values of an argument."""
        if argument is None:
            return EMPTY
        if isinstance(argument, Thunk):
            return self.eval(argument.body, argument.vid, argument.context)
        return argument

    def ask(self, body: Body, vid: int, context: Context | None = None) -> Values:
        """`eval` with a budget: contexts are merged when the question grows too large."""
        self.budget = self.steps + MAX_STEPS
        level = self.level
        try:
            result = self.eval(body, vid, context)
        except RecursionError:
            self.level = level
            self.cut = _NO_CYCLE
            self._forget_cycle(0)
            self.open = True
            self.too_deep.add(body.name)
            result = self.unknown("evaluation nested too deep", body, 0)
        if self.steps > self.budget:
            self.exhausted.add(body.name)
        self.budget = 1 << 60
        return result

    def forget_provisional(self) -> None:
        """Before a new round: what depended on callers is computed again."""
        for memo, vid in self.provisional:
            memo.pop(vid, None)
        self.provisional.clear()
        self.generation += 1

    # -- contexts ----------------------------------------------------------------------------

    def context(
        self, body: Body, closure: Context | None, arguments: Arguments
    ) -> Context | None:
        """The context of a call; None where the function cannot tell one from another."""
        if self.steps > self.budget:
            return None
        if closure is None and not body.code.parameters:
            return None
        depth = depth_of(closure, arguments)
        if depth > self.max_depth:
            arguments = self.flat(arguments)
            if closure is not None and closure.depth >= self.max_depth:
                closure = None
            depth = depth_of(closure, arguments)
        key = (body, closure, arguments)
        found = self._contexts.get(key)
        if found is None:
            found = Context(body, closure, arguments, depth, len(self._contexts))
            self._contexts[key] = found
        return found

    def flat(self, arguments: Arguments) -> Arguments:
        """Arguments with the contexts they reach through forgotten."""
        return Arguments(
            tuple((s, self._flat(a)) for s, a in arguments.positional),
            tuple((k, self._flat(a)) for k, a in arguments.keywords),
            arguments.partly,
        )

    def _flat(self, argument: Argument) -> Argument:
        if isinstance(argument, Thunk):
            return Thunk(argument.body, argument.vid, None)
        return frozenset(self._stripped(v) for v in argument)

    def _stripped(self, value: Value) -> Value:
        if isinstance(value, Instance) and value.context is not None:
            return self.pool.instance(value.cls, value.site, value.vid, None, value.exact)
        if isinstance(value, Container) and value.context is not None:
            return self.pool.container(value.kind, value.body, value.vid, None)
        if isinstance(value, External) and value.context is not None:
            return self.pool.external(value.name, value.receiver, value.site, value.vid)
        if isinstance(value, Function) and value.closure is not None:
            return self.pool.function(value.body, None)
        return value

    def contexts_of(self, body: Body) -> list[Context | None]:
        """The contexts a function is known to be called in; all together when there are many."""
        self.open = True
        known = self.callers.get(body)
        if not known or len(known) > 48:
            return [None]
        return list(known)

    # -- small conveniences --------------------------------------------------------------------

    def unknown(
        self, reason: str, body: Body | Place | None = None, position: int = 0
    ) -> Values:
        """A set with one unknown."""
        return frozenset((self.pool.unknown(reason, body, position),))

    def strings(self, values: Values) -> list[Const]:
        """The string constants among values, in order."""
        found = [v for v in values if isinstance(v, Const) and isinstance(v.value, str)]
        return sorted(found, key=lambda v: v.order)

    def single(self, values: Values) -> Any:
        """The one constant that values consist of; raises LookupError when it is not just one."""
        if len(values) == 1:
            (value,) = values
            if isinstance(value, Const):
                return value.value
        distinct = {
            (type(v.value), v.value) if isinstance(v, Const) else (Unknown, v) for v in values
        }
        if len(distinct) == 1:
            kind, constant = distinct.pop()
            if kind is not Unknown:
                return constant
        raise LookupError


OPERATIONS: dict[int, Handler] = {}
"""Filled by `reach.flow.operations`."""
