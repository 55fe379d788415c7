"""The evaluator: which values may this operation have, in this calling context?

Evaluation is lazy and backwards: a value is computed when somebody asks for it, from the
operations it depends on, through parameters to the arguments of callers and through calls to
the returns of callees. Results are kept per operation, and per context only where the operation
can depend on one (`context_dependent`).

A function evaluated with context None stands for all its calls together: its parameters are the
join over `callers`, which the call graph fills in rounds. Values that depended on callers, or on
anything else that may still grow, are kept in a `Cell` and found again when that did grow.
"""

import builtins
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import Any

from reach.flow.cells import Cell, grow, without_texts
from reach.flow.contexts import (
    Argument,
    Arguments,
    Context,
    Thunk,
    dependent_on,
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
from reach.records.project import EnvValue, Launch

MAX_LEVEL = 160
"""Evaluation nested deeper than this gives up on the value asked for."""

MAX_DEPTH = 2_000
"""Questions within questions, those about containers included."""

MAX_TURNS = 5
"""Times that the answers of a cycle are found again from what they were found to be."""

MAX_CONTEXTS = 64
"""Contexts of one method that are told apart while the call graph is built. Functions have no such
limit: a decorator that hands back what it is given would hand back all that is decorated."""

FEW = 12
"""Readers of an answer among which one is looked for before it is added."""

MAX_WORK = 12_000
"""Operations evaluated for one question before it is given up."""

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
        self.launches: Mapping[str, Sequence[Launch]] = {}
        """How deployment files start the program, by the path of its main file."""
        self.max_depth = 3
        self.callers: dict[Body, dict[Context, None]] = defaultdict(dict)
        self.stores: dict[tuple[object, str], dict[tuple[Body, int], None]] = defaultdict(dict)
        """Assignments that are not made on `self`, see `reach.flow.stores`."""
        self.cell = Cell(None, None, -1)
        """The answer at work."""
        self.sources: dict[object, list[Cell]] = defaultdict(list)
        """What may still grow -> the answers that depend on it."""
        self.asked: dict[tuple[Body, int], Cell] = {}
        """Questions of the call graph."""
        self.tracking = True
        """Whether the call graph is being built, so that it matters what depends on what."""
        self.tainted: list[tuple[dict[Any, object], Hashable, Any]] = []
        """Answers that saw an unfinished one: where they are kept, and what they are."""
        self.seeds: dict[tuple[int, Hashable], Values] = {}
        """What the answers of a cycle were found to be in the turn before."""
        self.cut = _NO_CYCLE
        """Depth of the outermost unfinished question that came up again."""
        self.depth = 0
        """Questions being answered."""
        self.reads: dict[Any, object] = {}
        self.level = 0
        self.steps = 0
        self.found = 0
        """Answers found that may still grow."""
        self.budget = 1 << 60
        self.end = 1 << 60
        """Steps at which the question at work is given up."""
        self.exhausted: set[str] = set()
        """Functions where contexts had to be merged, and those nested too deep to finish."""
        self.too_deep: set[str] = set()
        self._contexts: dict[Any, Context] = {}
        self.apart: dict[Body, int] = defaultdict(int)
        """Contexts in which a function was evaluated while the call graph was built."""
        self.container_changes: dict[Body, dict[int, list[tuple[Body, int]]]] = {}
        self.star_guard: set[tuple[str, str, str]] = set()
        self.builtin_names = BUILTINS
        self.init_contexts: dict[Instance, dict[Body, Context]] = {}
        self.mros: dict[Class, list[Value]] = {}
        self.files = files
        """Reads a text file of the project by relative path; None when there is none."""
        self.tables: dict[object, Any] = {}
        """Indices and files that models of settings keep."""
        self.guessing = False
        """Whether declared types stand in for what no caller is known to give. False at first, so
        that a guess never competes with what the rounds still find out."""

    # -- the heart ---------------------------------------------------------------------------

    def eval(self, body: Body, vid: int, context: Context | None = None) -> Values:
        """The values that an operation may have."""
        if context is not None and not (context.marks or context_dependent(body))[vid]:
            context = None
        memo = body.memo if context is None else context.memo
        found = memo.get(vid)
        if found is not None:
            return found if type(found) is frozenset else self._known(found)
        if self.level > MAX_LEVEL:
            self.too_deep.add(body.name)
            return frozenset((self.pool.unknown("evaluation nested too deep", body, 0),))
        if self.steps > self.end:
            self.exhausted.add(body.name)
            return frozenset((self.pool.unknown("too many alternatives to follow", body, 0),))
        self.level += 1
        op = body.ops[vid]
        answer = OPERATIONS[op[0]]
        result: Values = self._answer(memo, vid, answer, (self, body, vid, op, context))
        self.level -= 1
        return result

    def read(self, question: Hashable, answer: Callable[..., Values], *arguments: object) -> Values:
        """The answer to any other question that may lead back to itself, found only once."""
        found = self.reads.get(question)
        if found is not None:
            return found if type(found) is frozenset else self._known(found)
        if self.depth > MAX_DEPTH or self.steps > self.end:
            if self.depth > MAX_DEPTH and isinstance(arguments[0], Container):
                self.too_deep.add(arguments[0].body.name)
            return EMPTY
        result: Values = self._answer(self.reads, question, answer, arguments)
        return result

    def _known(self, found: Any) -> Any:
        """The result of a cell, as far as it is known."""
        if found.depth >= 0:
            self.cut = min(self.cut, found.depth)
        self._use(found)
        return found.result

    def _answer(
        self,
        memo: dict[Any, object],
        key: Hashable,
        answer: Callable[..., Any],
        arguments: tuple[Any, ...],
        partial: Any = EMPTY,
    ) -> Any:
        depth, outer = self.depth, self.cell
        cell = self.cell = memo[key] = Cell(memo, key, depth)
        cell.result = self.seeds.get((id(memo), key), partial) if self.seeds else partial
        outer_cut, self.cut = self.cut, _NO_CYCLE
        tainted = len(self.tainted)
        self.depth = depth + 1
        self.steps += 1
        try:
            result = answer(*arguments)
            if type(result) is frozenset:
                if len(result) > Pool.OUTSIDE:
                    result = self.pool.limit(result)
                if self.cut == depth:
                    result = self._solve(cell, result, tainted, answer, arguments)
        except RecursionError:
            memo.pop(key, None)
            raise
        finally:
            self.cell = outer
        self.depth = depth
        if cell.open:
            cell.depth, cell.result = -1, result
            cell.answer, cell.arguments = answer, arguments
            self.found += 1
            cell.order = self.found
            self._use(cell)
        else:
            memo[key] = result
        if self.cut < depth:
            self.tainted.append((memo, key, result))
            self.cut = min(self.cut, outer_cut)
        else:
            if len(self.tainted) > tainted:
                self._forget_cycle(tainted)
            self.cut = outer_cut
        return result

    def _solve(
        self,
        cell: Cell,
        result: Values,
        start: int,
        answer: Callable[..., Values],
        arguments: tuple[Any, ...],
    ) -> Values:
        """The head of a cycle: all that is on it is found again from what was found, until nothing
        grows. The last turn also hands round texts, which could grow for ever; it is kept."""
        seeds: dict[tuple[int, Hashable], Values] = {}
        for turn in range(MAX_TURNS):
            grown = cell.assume(result)
            for memo, key, found in self.tainted[start:]:
                memo.pop(key, None)
                grown |= grow(seeds, (id(memo), key), found)
            last = turn == MAX_TURNS - 1 or not grown
            if last:
                cell.result = result
                for memo, key, found in self.tainted[start:]:
                    seeds[id(memo), key] = found
            del self.tainted[start:]
            outer, self.seeds = self.seeds, {**self.seeds, **seeds}
            self.cut = _NO_CYCLE
            again = self.pool.limit(answer(*arguments))
            self.seeds = outer
            if last:
                break
            result = self.pool.limit(result | again)
        if self.cut >= cell.depth:
            del self.tainted[start:]
        return result

    def _forget_cycle(self, start: int) -> None:
        """What saw something unfinished is asked anew."""
        for memo, key, _ in self.tainted[start:]:
            memo.pop(key, None)
        del self.tainted[start:]

    # -- what may still grow -------------------------------------------------------------------

    def depend(self, source: object) -> None:
        """The answer at work has to be found again when this source of it grows.

        None: it is not known what it depends on, so it is asked anew each round."""
        self.cell.open = True
        if self.tracking:
            self.sources[source].append(self.cell)

    def _use(self, cell: Cell) -> None:
        """The answer at work uses another one that may still grow."""
        reader = self.cell
        reader.open = True
        if self.tracking:
            readers = cell.readers
            if readers is None:
                cell.readers = [reader]
            elif readers[-1] is not reader and (len(readers) > FEW or reader not in readers):
                readers.append(reader)
            if cell.order > reader.order:
                reader.order = cell.order

    def update(self, sources: Iterable[object]) -> dict[tuple[Body, int], None]:
        """Find the answers again that depend on these sources, then those that use one that
        changed, and so on: the questions to be put again."""
        questions: dict[tuple[Body, int], None] = {}
        touched: list[Cell] = []
        number = count()
        queue: list[tuple[int, int, Cell]] = []

        def enqueue(cells: Iterable[Cell]) -> None:
            for cell in cells:
                if not cell.queued:
                    cell.queued = True
                    heappush(queue, (cell.order, next(number), cell))

        for source in (*sources, None):
            enqueue(self.sources.pop(source, ()))
        while queue:
            cell = heappop(queue)[2]
            cell.queued = False
            if cell.memo is None:
                questions[cell.key] = None
                continue
            if not cell.changes:
                touched.append(cell)
            if cell.memo.get(cell.key) is not cell or self._again(cell):
                readers, cell.readers = cell.readers, None
                enqueue(readers or ())
        for cell in touched:
            cell.changes = 0
        return questions

    def forget(self, source: object) -> None:
        """Drop the answers that depend on a source, and those that use one of them."""
        work = self.sources.pop(source, [])
        while work:
            cell = work.pop()
            if cell.memo is not None and cell.memo.get(cell.key) is cell:
                del cell.memo[cell.key]
            if cell.readers is not None:
                work += cell.readers
                cell.readers = None

    def recover(self, name: str) -> None:
        """Go on after a question that led too deep: what it left unfinished is forgotten."""
        self.level, self.depth, self.cut = 0, 0, _NO_CYCLE
        self.cell = Cell(None, None, -1)
        self._forget_cycle(0)
        if name:
            self.too_deep.add(name)

    def _again(self, cell: Cell) -> bool:
        """Find an answer again; whether it changed."""
        before, answer = cell.result, cell.answer
        if answer is None:
            return True
        cell.changes += 1
        self.cell, self.level, self.depth, self.cut = cell, 0, 0, _NO_CYCLE
        self.begin()
        self.budget = self.steps + MAX_STEPS
        try:
            result = answer(*cell.arguments)
        except RecursionError:
            self.recover("")
            self.cell = cell
            self.depend(None)
            return False
        self._forget_cycle(0)
        if type(result) is not frozenset:
            cell.result = result
            return True
        result = self.pool.limit(result)
        if cell.changes > MAX_TURNS:
            result = self.pool.limit(result | before)
            if cell.changes > 2 * MAX_TURNS or without_texts(result) <= before:
                return False
        cell.result = result
        return bool(result != before)

    def stores_at(self, place: object, name: str) -> list[tuple[Body, int]]:
        """Where an attribute is assigned: of the objects of a class body, or of a value."""
        if name not in self.program.assigned_names and not name.startswith("<"):
            return []
        self.depend((place, name))
        return list(self.stores.get((place, name), ()))

    def remember(self, name: object, build: Callable[[], Any], partial: Any = None) -> Any:
        """An index over the program: built once, and again when what it is made from grew.

        While it is being built, those that ask for it see `partial`; without one, what they
        can make of it themselves."""
        found = self.tables.get(name)
        if found is None:
            return self._answer(self.tables, name, build, (), partial)
        if type(found) is not Cell:
            return found
        return build() if found.depth >= 0 and partial is None else self._known(found)

    def put(self, question: tuple[Body, int]) -> None:
        """All that is asked from now on belongs to this question of the call graph."""
        cell = self.asked.get(question)
        if cell is None:
            cell = self.asked[question] = Cell(None, question, -1)
        self.cell = cell
        self.begin()

    def begin(self, work: int = MAX_WORK) -> None:
        """A new question: it may take so many steps and no more."""
        self.end = self.steps + work

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
        level, depth, cell = self.level, self.depth, self.cell
        try:
            result = self.eval(body, vid, context)
        except RecursionError:
            self.level, self.depth = level, depth
            self.cell, self.cut = cell, _NO_CYCLE
            self._forget_cycle(0)
            self.depend(None)
            self.too_deep.add(body.name)
            result = self.unknown("evaluation nested too deep", body, 0)
        if self.steps > self.budget:
            self.exhausted.add(body.name)
        self.budget = 1 << 60
        return result

    # -- contexts ----------------------------------------------------------------------------

    def context(
        self,
        body: Body,
        closure: Context | None,
        arguments: Arguments,
        registering: bool = False,
    ) -> Context | None:
        """The context of a call; None where the function cannot tell one from another, or where
        too many are told apart already. Callers are registered in any case."""
        if self.steps > self.budget and not registering:
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
            if self.tracking and not registering and body.owner is not None:
                if self.apart[body] >= MAX_CONTEXTS:
                    return None
                self.apart[body] += 1
            found = Context(body, closure, arguments, depth, len(self._contexts))
            self._contexts[key] = found
        return found

    def assuming(self, body: Body, context: Context | None, known: dict[int, Values]) -> Context:
        """A context like another one in which some operations have just these values."""
        if context is not None:
            known = context.assumed | known
        arguments = context.arguments if context is not None else Arguments(partly=True)
        closure = context.closure if context is not None else None
        key = (body, closure, arguments, context is None, tuple(sorted(known.items())))
        found = self._contexts.get(key)
        if found is None:
            depth = context.depth if context is not None else 0
            found = Context(body, closure, arguments, depth, len(self._contexts))
            found.assumed = known
            found.marks = dependent_on(body, known, context)
            found.memo.update(known)
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
        self.depend(body)
        known = self.callers.get(body)
        if not known or len(known) > 96:
            return [None]
        return list(known)

    # -- small conveniences --------------------------------------------------------------------

    def unknown(self, reason: str, body: Body | Place | None = None, position: int = 0) -> Values:
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
