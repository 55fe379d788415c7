"""The evaluator: which values may this operation have, in this calling context?

Evaluation is lazy and backwards: a value is computed when somebody asks for it, from the
operations it depends on, through parameters to the arguments of callers and through calls to
the returns of callees. Results are kept per operation, and per context only where the operation
can depend on one (`context_dependent`).

A function evaluated with context None stands for all its calls together: its parameters are the
join over `callers`, which the call graph fills in rounds. Values that depended on callers, or on
anything else that may still grow, are kept in a `Cell` and found again when that did grow.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from reach.flow.answers import MAX_STEPS, NO_CYCLE, Answers
from reach.flow.bodies import Body
from reach.flow.contexts import (
    ANY,
    MAX_CONTEXTS,
    Argument,
    Arguments,
    Context,
    Thunk,
    around,
    dependent_on,
    depth_of,
    last_time,
    most_apart,
    shallower,
)
from reach.flow.operands import context_dependent
from reach.flow.program import Program
from reach.flow.values import (
    EMPTY,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Place,
    Unknown,
    Value,
    Values,
)
from reach.records import code as ir
from reach.records.project import EnvValue, Launch, ScriptDeclaration, View

if TYPE_CHECKING:
    from reach.flow.lines import CommandLine

MAX_LEVEL = 160
"""Evaluation nested deeper than this gives up on the value asked for."""

MAX_CLOSURES = 64
"""Calls of an outer function that are told apart where an inner one calls what that was given."""

WRITTEN = frozenset((ir.CONST, ir.FUNC, ir.CLASS, ir.DICT, ir.LIST, ir.TUPLE, ir.SET, ir.COMP))
"""Operations that say what they are, and ask for nothing."""

MADE = frozenset((ir.CALL, ir.DICT, ir.LIST, ir.SET, ir.COMP))
"""Operations that make something."""

SITE = "<site>"
"""Stands for an argument: the call itself."""

Handler = Callable[["Evaluator", Body, int, ir.Op, Context | None], Values]


class Evaluator(Answers):
    """Answers questions about values of one program."""

    def __init__(
        self,
        program: Program,
        environment: Mapping[str, Sequence[EnvValue]] | None = None,
        files: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__()
        self.program = program
        self.environment = {name: tuple(values) for name, values in (environment or {}).items()}
        """What deployment files and `.env` set, by name."""
        self.handlers: dict[Body, str] = {}
        """What requests call, by the name of the entry point."""
        self.unfilled: dict[str, list[EnvValue]] = {}
        """What deployment files set to something that is not known, by name."""
        self.launches: Mapping[str, Sequence[Launch]] = {}
        """How deployment files start the program, by the path of its main file."""
        self.plugins: Sequence[ScriptDeclaration] = ()
        """What the project offers to programs that look for plugins, its own among them."""
        self.spawned: Mapping[str, Sequence[tuple[Launch, CommandLine]]] = {}
        """How the program starts its own parts, by the path of their main file."""
        self.views: Sequence[View] = ()
        """Where containers have files of the project."""
        self.config_files: Sequence[str] = ()
        """Paths of files that may hold a configuration."""
        self.inner: Mapping[str, str] = {}
        """Files that stand in others, with these."""
        self.max_depth = 3
        self.callers: dict[Body, dict[Context, None]] = defaultdict(dict)
        self.callers_inside: dict[Body, dict[Context | None, dict[Context, None]]] = {}
        """The same, apart for each call of the function around."""
        self.stores: dict[tuple[object, str], dict[tuple[Body, int], None]] = defaultdict(dict)
        """Assignments that are not made on `self`, see `reach.flow.stores`."""
        self._contexts: dict[Any, Context] = {}
        self.apart: dict[Body, int] = defaultdict(int)
        """Contexts in which a function was evaluated while the call graph was built."""
        self.container_changes: dict[Body, dict[int, list[tuple[Body, int]]]] = {}
        self.star_guard: set[tuple[str, str, str]] = set()
        self.init_contexts: dict[Instance, dict[Body, Context]] = {}
        self.variants: dict[tuple[Value, frozenset[str]], Values] = {}
        self.telling = 1 << 60
        """What one object may be, see `flow/variants.py`; until when that is asked."""
        self.mros: dict[Class, list[Value]] = {}
        self.class_sites: dict[Body, int] | None = None
        self.subclasses: dict[Body, list[Class]] | None = None
        """Where the classes of class bodies are made, and those below one, once asked for."""
        self.downloaded: dict[Value, list[Any]] = {}
        """Where paths were downloaded from, once the call graph is built."""
        self.deciding: list[Body] = []
        """Functions of which it is asked what they are true of."""
        self.files = files
        """Reads a text file of the project by relative path; None when there is none."""
        self.guessing = False
        """Whether declared types stand in for what no caller is known to give. False at first, so
        that a guess never competes with what the rounds still find out."""

    # -- the heart ---------------------------------------------------------------------------

    def eval(self, body: Body, vid: int, context: Context | None = None) -> Values:
        """The values that an operation may have."""
        if context is not None:
            marks = context.marks or body.dependent or context_dependent(body)
            if not marks[vid]:
                context = None
        found = body.memo.get(vid) if context is None else context.memo.get(vid)
        result: Values
        if found is not None:
            return found if type(found) is frozenset else self._known(found)
        if self.level > MAX_LEVEL:
            self.too_deep.add(body.name)
            return frozenset((self.pool.unknown("evaluation nested too deep", body, 0),))
        if self.steps > self.end:
            self.give_up(body.name)
            return frozenset((self.pool.unknown("too many alternatives to follow", body, 0),))
        op = body.ops[vid]
        answer = OPERATIONS[op[0]]
        memo = body.memo if context is None else context.memo
        if op[0] in WRITTEN:
            self.steps += 1
            memo[vid] = result = self.pool.shared(answer(self, body, vid, op, context))
            return result
        self.level += 1
        result = self._answer(memo, vid, answer, (self, body, vid, op, context))
        self.level -= 1
        return result

    def stores_at(
        self, place: object, name: str, most: int | None = None
    ) -> list[tuple[Body, int]]:
        """Where an attribute is assigned: of the objects of a class body, or of a value; the first
        `most` of these places."""
        if name not in self.program.assigned_names and not name.startswith("<"):
            return []
        table = self.stores.get((place, name), {})
        if most is None or len(table) < most:
            self.depend((place, name))
        return list(islice(table, most))

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
            self.level, self.depth, self.cell, self.cut = level, depth, cell, NO_CYCLE
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
                closure = shallower(self, closure)
            depth = depth_of(closure, arguments)
        key = (body, closure, arguments)
        found = self._contexts.get(key)
        if found is None:
            if self.building and not registering:
                most = most_apart(body, around(closure, arguments), depth)
                if most:
                    if self.apart[body] >= most:
                        return None
                    self.apart[body] += 1
            found = Context(body, closure, arguments, depth, len(self._contexts))
            self._contexts[key] = found
        return found

    def assuming(self, body: Body, context: Context | None, known: dict[int, Values]) -> Context:
        """A context like another one in which some operations have just these values."""
        if context is not None:
            known = context.assumed | known
        like = (context.closure, context.arguments) if context is not None else None
        key = (body, like, tuple(sorted(known.items())))
        found = self._contexts.get(key)
        if found is None:
            found = self._contexts[key] = self._like(body, context)
            found.assumed = known
            found.marks = dependent_on(body, known, context)
            found.memo.update(known)
        return found

    def twin(self, body: Body, context: Context | None, inner: Context) -> Context:
        """A context like another one, apart from it for a call that is made in it."""
        key = (body, context, inner)
        found = self._contexts.get(key)
        if found is None:
            found = self._contexts[key] = self._like(body, context)
            found.marks = dependent_on(body, (), context)
            found.assumed = context.assumed if context is not None else {}
            found.memo.update(found.assumed)
        return found

    def _like(self, body: Body, context: Context | None) -> Context:
        """A context with the arguments of another one."""
        if context is None:
            return Context(body, None, Arguments(partly=True), 0, len(self._contexts))
        arguments, depth = context.arguments, context.depth
        return Context(body, context.closure, arguments, depth, len(self._contexts))

    def made_at(self, body: Body, site: Body, vid: int, context: Context | None) -> Context | None:
        """The context of a call of a function without parameters that hands out functions of its
        own: what these share is made anew by each call."""
        where = Arguments(keywords=((SITE, Thunk(site, vid, context)),))
        depth = depth_of(None, where)
        if depth > self.max_depth:
            where = Arguments(keywords=((SITE, Thunk(site, vid, None)),))
            depth = depth_of(None, where)
        key = (body, None, where)
        found = self._contexts.get(key)
        if found is None:
            if self.apart[body] >= MAX_CONTEXTS:
                return None
            self.apart[body] += 1
            found = Context(body, None, where, depth, len(self._contexts))
            made = [v for v, op in enumerate(body.ops) if op[0] in MADE]
            found.marks = dependent_on(body, made, found)
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
            body, vid, inner = argument
            return Thunk(body, vid, last_time(inner, self.max_depth) or self._of_closure(inner))
        return frozenset(self._stripped(v) for v in argument)

    def _of_closure(self, context: Context | None) -> Context | None:
        """What stays of a context: which function around it was called how, as long as that is
        not deep. A wrapper passes on what it is given for one function, not for all of them."""
        closure = context.closure if context is not None else None
        if context is None or closure is None or closure.depth >= self.max_depth:
            return None
        return self.inside(context.body, closure)

    def inside(self, body: Body, closure: Context | None, arguments: Arguments = ANY) -> Context:
        """The context of such calls; without arguments, that of all calls of a function that one
        call of another made."""
        key = (body, closure, arguments)
        found = self._contexts.get(key)
        if found is None:
            depth = depth_of(closure, arguments)
            found = Context(body, closure, arguments, depth, len(self._contexts))
            self._contexts[key] = found
        return found

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

    def called(self, context: Context) -> bool:
        """A function is called so; whether that is new."""
        known = self.callers[context.body]
        if context in known:
            return False
        known[context] = None
        inside = self.callers_inside.setdefault(context.body, {})
        inside.setdefault(context.closure, {})[context] = None
        return True

    def calls_like(self, context: Context) -> list[Context]:
        """The known calls that a context stands for of which only what is around is known."""
        self.depend(context.body)
        inside = self.callers_inside.get(context.body, {})
        known = [*inside.get(context.closure, ()), *inside.get(None, ())]
        return [c for c in known if c.arguments is not ANY]

    def apart_by_closure(self, body: Body) -> list[Context | None]:
        """Contexts for all calls of an inner function, one for each call of the outer one that
        made it; where these are many, one for all."""
        self.depend(body)
        closures = [*self.callers_inside.get(body, ())]
        if body.parent is not None:
            self.depend(body.parent)
            closures += self.callers.get(body.parent, ())
        made = [c for c in dict.fromkeys(closures) if c is not None and c.depth <= self.max_depth]
        if len(made) > MAX_CLOSURES:
            return [None]
        return [self.inside(body, c) for c in made] or [None]

    def contexts_of(self, body: Body) -> list[Context | None]:
        """The contexts a function is known to be called in; all together when there are many."""
        self.depend(body)
        known = self.callers.get(body)
        if not known or len(known) > 96:
            return [None]
        return list(known)

    def memos(self) -> Iterator[dict[Any, object]]:
        """Where the answers about operations are kept."""
        yield from (body.memo for body in self.program.bodies)
        yield from (context.memo for context in self._contexts.values())

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
