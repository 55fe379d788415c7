"""Calling contexts: which arguments a function was called with, evaluated only when asked for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from reach.flow.operands import context_dependent
from reach.flow.values import Values
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator


MAX_CONTEXTS = 64
"""Contexts of one method that are told apart while the call graph is built. Functions have no such
limit: a decorator that hands back what it is given would hand back all that is decorated."""

MAX_RECURSIONS = 32
"""Contexts of a function, while the call graph is built, after which calls of it that come out of
itself count together: each call of itself would multiply them."""

DEEP = 2
"""Calls of calls: from here on contexts are many, and seldom say more than others did."""

MAX_DEEP = 8
"""Contexts of one method after which such contexts are no longer told apart."""


class Thunk(NamedTuple):
    """An argument that is evaluated when it is needed, where the call stands."""

    body: "Body"
    vid: int
    context: "Context | None"


Argument = Thunk | Values


class Arguments(NamedTuple):
    """The arguments of a call."""

    positional: tuple[tuple[bool, Argument], ...] = ()
    """(starred, argument)."""
    keywords: tuple[tuple[str | None, Argument], ...] = ()
    """Name None for `**argument`."""
    partly: bool = False
    """True when only these are known and others may be given."""

    def prepend(self, values: Values) -> "Arguments":
        """With a first argument put before the others."""
        return Arguments(((False, values), *self.positional), self.keywords, self.partly)

    def rest(self, count: int) -> "Arguments":
        """Without the first `count` positional ones."""
        return Arguments(self.positional[count:], self.keywords, self.partly)

    def first(self, index: int, name: str | None = None) -> Argument | None:
        """The argument at a position, or with a name."""
        if index < len(self.positional) and not any(s for s, _ in self.positional[: index + 1]):
            return self.positional[index][1]
        if name is not None:
            for key, argument in self.keywords:
                if key == name:
                    return argument
        return None

    def of_parameter(self, body: "Body", index: int) -> Argument | None:
        """The argument that a parameter of a function gets, by its place or by its name."""
        spec = body.code.parameters[index]
        place = index if spec.kind == ir.POSITIONAL else len(self.positional)
        return self.first(place, spec.name)


ANY = Arguments(partly=True)
"""Arguments of which nothing is known."""


class Context:
    """One way a function is called."""

    __slots__ = (
        "arguments", "around", "assumed", "beside", "body", "closure", "depth", "marks", "memo",
        "order",
    )  # fmt: skip

    def __init__(
        self, body: "Body", closure: "Context | None", arguments: Arguments, depth: int, order: int
    ) -> None:
        self.body = body
        self.closure = closure
        """The context of the function that this one is nested in."""
        self.arguments = arguments
        self.depth = depth
        self.order = order
        self.around = around(closure, arguments)
        """The functions whose calls its arguments were passed through, and its own; with -1 those
        that were called out of themselves on that way."""
        self.around.add((body, -1) if body in self.around else body)
        self.assumed: dict[int, Values] = {}
        """Operations taken to have just these values."""
        self.marks: bytearray | None = None
        """Where something is assumed: the operations that depend on this context."""
        self.memo: dict[int, object] = {}
        self.beside: tuple[Context, ...] = ()
        """Of a function that one call may reach with several closures: a context for each."""

    def __hash__(self) -> int:
        return self.order


def enclosing(body: "Body", index: int, context: Context | None) -> tuple["Body", Context | None]:
    """The function of this index that one is nested in, and the call of it that made this one."""
    owner, scope = body.child(index), body
    while scope is not owner and scope.parent is not None:
        context = context.closure if context is not None else None
        scope = scope.parent
    return owner, context


def dependent_on(body: "Body", known: Iterable[int], context: Context | None) -> bytearray:
    """For each operation, whether it depends on the context or on one of these operations."""
    if context is None:
        marks = bytearray(len(body.ops))
    else:
        marks = bytearray(context.marks or context_dependent(body))
    users = body.users
    work: list[int] = []
    for vid in known:
        marks[vid] = 1
        work += users[vid]
    while work:
        vid = work.pop()
        if not marks[vid]:
            marks[vid] = 1
            work += users[vid]
    return marks


def around(closure: Context | None, arguments: Arguments) -> set["Body | tuple[Body, int]"]:
    """The functions in which arguments are written, and those whose calls they came through."""
    found = set(closure.around) if closure is not None else set()
    for _, argument in (*arguments.positional, *arguments.keywords):
        if isinstance(argument, Thunk):
            found.add(argument.body)
            if argument.context is not None:
                found |= argument.context.around
        else:
            for value in argument:
                context = getattr(value, "context", None) or getattr(value, "closure", None)
                if context is not None:
                    found |= context.around
    return found


def depth_of(closure: Context | None, arguments: Arguments) -> int:
    """How many calls deep the arguments reach."""
    depth = closure.depth if closure is not None else 0
    for _, argument in arguments.positional:
        depth = max(depth, _depth(argument))
    for _, argument in arguments.keywords:
        depth = max(depth, _depth(argument))
    return depth + 1


def _depth(argument: Argument) -> int:
    if isinstance(argument, Thunk):
        return argument.context.depth if argument.context is not None else 0
    depth = 0
    for value in argument:
        context = getattr(value, "context", None) or getattr(value, "closure", None)
        if context is not None:
            depth = max(depth, context.depth)
    return depth


def last_time(context: Context | None, depth: int) -> Context | None:
    """The call of a function that led to this call of it, the turn of a recursion before, where it
    is less deep."""
    if context is None or (context.body, -1) not in context.around:
        return None
    seen: set[Context] = set()
    work = _passed_through(context)
    while work:
        outer = work.pop()
        if outer.body is context.body and outer.depth < depth:
            return outer
        if outer not in seen:
            seen.add(outer)
            work += _passed_through(outer)
    return None


def _passed_through(context: Context) -> list[Context]:
    """The calls in which the arguments of this one are written."""
    given = (*context.arguments.positional, *context.arguments.keywords)
    return [a.context for _, a in given if isinstance(a, Thunk) and a.context is not None]


def shallower(ev: "Evaluator", outer: Context) -> Context | None:
    """A call of an outer function without the calls around the one that it was called from: a
    decorator keeps what it is put on where the options that made it are forgotten."""
    made = outer.arguments
    if outer.closure is not None or made.keywords:
        return None
    given: list[tuple[bool, Argument]] = []
    for starred, argument in made.positional:
        if not isinstance(argument, Thunk):
            return None
        around = argument.context
        if around is not None:
            if depth_of(None, around.arguments) > 1:
                return None
            around = ev.inside(around.body, None, around.arguments)
        given.append((starred, Thunk(argument.body, argument.vid, around)))
    return ev.inside(outer.body, None, Arguments(tuple(given), (), made.partly))


def most_apart(body: "Body", through: set["Body | tuple[Body, int]"], depth: int) -> int:
    """Contexts of a function that are told apart while the graph is built; 0 for all."""
    if (body, -1) in through:
        return MAX_RECURSIONS
    if body in through:
        return MAX_RECURSIONS if body.owner is not None else MAX_CONTEXTS
    if body.owner is None:
        return 0
    return MAX_CONTEXTS if depth < DEEP else MAX_DEEP
