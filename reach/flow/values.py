"""The abstract domain: what an expression may be.

Values are interned by a `Pool`, so they compare by identity and sets of them are cheap.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from reach.flow.contexts import Context
    from reach.flow.program import Body


class Value:
    """One possibility."""

    __slots__ = ("order",)
    order: int
    """Sequence number in the pool."""

    def __hash__(self) -> int:
        """Not the address: sets of values have the same order in every run."""
        return self.order


class Function(Value):
    """A function or lambda, with the context of the function that defined it."""

    __slots__ = ("body", "closure")

    def __init__(self, body: "Body", closure: "Context | None") -> None:
        self.body = body
        self.closure = closure


class Bound(Value):
    """A callable with its first argument already given."""

    __slots__ = ("function", "receiver")

    def __init__(self, function: Value, receiver: Value) -> None:
        self.function = function
        self.receiver = receiver


class Class(Value):
    """A class of the project."""

    __slots__ = ("body", "closure", "site", "vid")

    def __init__(self, body: "Body", closure: "Context | None", site: "Body", vid: int) -> None:
        self.body = body
        self.closure = closure
        self.site = site
        """Where the class statement stands, and its vid there."""
        self.vid = vid


class Instance(Value):
    """An object of a project class. `site` is the call that made it, None when not known."""

    __slots__ = ("cls", "context", "exact", "site", "vid")

    def __init__(
        self, cls: Class, site: "Body | None", vid: int, context: "Context | None", exact: bool
    ) -> None:
        self.cls = cls
        self.site = site
        self.vid = vid
        self.context = context
        self.exact = exact
        """False when it may be of a subclass (declared types)."""


class Module(Value):
    """A module of the project; `body` is None for a package without `__init__`."""

    __slots__ = ("body", "name")

    def __init__(self, name: str, body: "Body | None") -> None:
        self.name = name
        self.body = body


class External(Value):
    """Something outside the project, by dotted name; the result of a call ends in `()`.

    `receiver` is the value it was reached from (an object, a project class that inherits it),
    `site` the call that made it."""

    __slots__ = ("context", "name", "receiver", "site", "vid")

    def __init__(
        self,
        name: str,
        receiver: Value | None,
        site: "Body | None",
        vid: int,
        context: "Context | None",
    ) -> None:
        self.name = name
        self.receiver = receiver
        self.site = site
        self.vid = vid
        self.context = context


@dataclass(frozen=True, slots=True)
class Place:
    """A line outside Python where a value is written; stands where a body would."""

    path: str
    line: int
    column: int = 1


class Const(Value):
    """A literal, and where it was written."""

    __slots__ = ("body", "kind", "path", "position", "value")

    def __init__(
        self, value: Any, body: "Body | Place | None", position: int, kind: str, path: bool
    ) -> None:
        self.value = value
        self.body = body
        self.position = position
        self.kind = kind
        """Kind of origin: `literal`, `default`, `argparse default`, ..."""
        self.path = path
        """Whether the text was made to be a path: by pathlib or `os.path`."""


class Member(Const):
    """A member of an enumeration whose value is a literal; it can stand for that value."""

    __slots__ = ("cls", "name")

    def __init__(self, value: Const, cls: Class, name: str) -> None:
        super().__init__(value.value, value.body, value.position, value.kind, value.path)
        self.cls = cls
        self.name = name


class Pattern(Value):
    """A string of which only parts are known; None stands for the unknown ones."""

    __slots__ = ("body", "parts", "path", "position", "reasons", "sources")

    def __init__(
        self,
        parts: tuple[str | None, ...],
        body: "Body | Place | None",
        position: int,
        reasons: "tuple[Unknown, ...]",
        path: bool,
        sources: "tuple[Value, ...]",
    ) -> None:
        self.parts = parts
        self.body = body
        self.position = position
        self.reasons = reasons
        self.path = path
        """As `Const.path`."""
        self.sources = sources
        """Objects from outside the project whose text is in it."""


class Container(Value):
    """A dict, list, tuple or set, known by the operation that made or last changed it."""

    __slots__ = ("body", "context", "kind", "vid")

    def __init__(self, kind: str, body: "Body", vid: int, context: "Context | None") -> None:
        self.kind = kind
        self.body = body
        self.vid = vid
        self.context = context


class Bundle(Value):
    """A container whose contents were computed: `*args`, `**kwargs`, parsed files, models."""

    __slots__ = ("entries", "kind", "origin", "rest")

    def __init__(
        self,
        kind: str,
        entries: tuple[tuple[Any, frozenset[Value]], ...],
        rest: frozenset[Value],
        origin: str,
    ) -> None:
        self.kind = kind
        """Name of the type; `object` for attributes, `config` for both attributes and keys."""
        self.entries = entries
        """(key or index, values)."""
        self.rest = rest
        """Values under keys that are not known."""
        self.origin = origin
        """Path of the file it was read from; empty for other contents."""


class Partial(Value):
    """`functools.partial(function, ...)`: the call that made it holds the arguments."""

    __slots__ = ("body", "context", "function", "vid")

    def __init__(self, function: Value, body: "Body", vid: int, context: "Context | None") -> None:
        self.function = function
        self.body = body
        self.vid = vid
        self.context = context


class Generated(Value):
    """What calling a generator function returns."""

    __slots__ = ("body", "context")

    def __init__(self, body: "Body", context: "Context | None") -> None:
        self.body = body
        self.context = context


class Wrapped(Value):
    """A function under `property`, `staticmethod`, `classmethod` or the like."""

    __slots__ = ("function", "kind", "setter")

    def __init__(self, kind: str, function: Value, setter: Value | None) -> None:
        self.kind = kind
        self.function = function
        self.setter = setter


class Super(Value):
    """`super()`: attributes are looked up after `cls` in the MRO of the receiver."""

    __slots__ = ("cls", "receiver")

    def __init__(self, cls: Class, receiver: Value) -> None:
        self.cls = cls
        self.receiver = receiver


class Unknown(Value):
    """Cannot be known, because of `reason`."""

    __slots__ = ("body", "position", "reason")

    def __init__(self, reason: str, body: "Body | Place | None", position: int) -> None:
        self.reason = reason
        self.body = body
        self.position = position


Values = frozenset[Value]
EMPTY: Values = frozenset()

OVERRIDABLE: frozenset[str] = frozenset(
    (
        "argparse default",
        "argparse choice",
        "click default",
        "click choice",
        "typer default",
        "typer choice",
        "absl default",
        "absl choice",
        "fire default",
        "tyro default",
        "field default",
        "field choice",
        "environment default",
        "environment file",
        "config file",
        "Dockerfile ARG",
        "Dockerfile ENV",
        "compose environment",
        "Kubernetes ConfigMap",
        "Kubernetes env",
        "Makefile export",
        "shell variable",
        "supervisord environment",
        "systemd Environment",
        "workflow environment",
        "cog environment",
        "compose build argument",
        "command line",
    )
)
"""Kinds of origins that whoever starts the program can replace: such a value is likely, but not
sure."""


class Pool:
    """Makes values, one object for each distinct value."""

    WIDTH: ClassVar[int] = 64
    OUTSIDE: ClassVar[int] = 8
    """Objects in a set that are known by name only, and of which nobody asks where they were
    made: more of them say nothing."""

    def __init__(self) -> None:
        self._table: dict[Hashable, Value] = {}

    def _get(self, key: Hashable, make: Callable[[], Value]) -> Any:
        value = self._table.get(key)
        if value is None:
            value = make()
            value.order = len(self._table)
            self._table[key] = value
        return value

    def function(self, body: "Body", closure: "Context | None") -> Function:
        """A function value."""
        found: Function = self._get((0, body, closure), lambda: Function(body, closure))
        return found

    def bound(self, function: Value, receiver: Value) -> Bound:
        """A bound method."""
        found: Bound = self._get((1, function, receiver), lambda: Bound(function, receiver))
        return found

    def cls(self, body: "Body", closure: "Context | None", site: "Body", vid: int) -> Class:
        """A class value."""
        found: Class = self._get((2, body, closure), lambda: Class(body, closure, site, vid))
        return found

    def instance(
        self,
        cls: Class,
        site: "Body | None" = None,
        vid: int = -1,
        context: "Context | None" = None,
        exact: bool = True,
    ) -> Instance:
        """An object of a class."""
        key = (3, cls, site, vid, context, exact)
        found: Instance = self._get(key, lambda: Instance(cls, site, vid, context, exact))
        return found

    def module(self, name: str, body: "Body | None") -> Module:
        """A module value."""
        found: Module = self._get((4, name), lambda: Module(name, body))
        return found

    def external(
        self,
        name: str,
        receiver: Value | None = None,
        site: "Body | None" = None,
        vid: int = -1,
        context: "Context | None" = None,
    ) -> External:
        """Something outside the project."""
        key = (5, name, receiver, site, vid, context)
        found: External = self._get(key, lambda: External(name, receiver, site, vid, context))
        return found

    def const(
        self,
        value: Any,
        body: "Body | Place | None" = None,
        position: int = 0,
        kind: str = "literal",
        path: bool = False,
    ) -> Const:
        """A literal."""
        key = (6, type(value), value, body, position, kind, path)
        found: Const = self._get(key, lambda: Const(value, body, position, kind, path))
        return found

    def member(self, value: Const, cls: Class, name: str) -> Member:
        """A member of an enumeration."""
        found: Member = self._get((15, cls, name, value), lambda: Member(value, cls, name))
        return found

    def pattern(
        self,
        parts: tuple[str | None, ...],
        body: "Body | Place | None",
        position: int,
        reasons: tuple[Unknown, ...] = (),
        path: bool = False,
        sources: tuple[Value, ...] = (),
    ) -> Pattern:
        """A partly known string."""
        key = (7, parts, body, position, reasons, path, sources)
        found: Pattern = self._get(
            key, lambda: Pattern(parts, body, position, reasons, path, sources)
        )
        return found

    def container(self, kind: str, body: "Body", vid: int, context: "Context | None") -> Container:
        """A container made by an operation."""
        key = (8, kind, body, vid, context)
        found: Container = self._get(key, lambda: Container(kind, body, vid, context))
        return found

    def bundle(
        self,
        kind: str,
        entries: Iterable[tuple[Any, Values]],
        rest: Values = EMPTY,
        origin: str = "",
    ) -> Bundle:
        """A container with computed contents."""
        items = tuple(entries)
        key = (9, kind, tuple((type(k), k, v) for k, v in items), rest, origin)
        found: Bundle = self._get(key, lambda: Bundle(kind, items, rest, origin))
        return found

    def partial(
        self, function: Value, body: "Body", vid: int, context: "Context | None"
    ) -> Partial:
        """A partial application."""
        key = (10, function, body, vid, context)
        found: Partial = self._get(key, lambda: Partial(function, body, vid, context))
        return found

    def generated(self, body: "Body", context: "Context | None") -> Generated:
        """A generator."""
        found: Generated = self._get((11, body, context), lambda: Generated(body, context))
        return found

    def wrapped(self, kind: str, function: Value, setter: Value | None = None) -> Wrapped:
        """A property, static method or class method."""
        key = (12, kind, function, setter)
        found: Wrapped = self._get(key, lambda: Wrapped(kind, function, setter))
        return found

    def super(self, cls: Class, receiver: Value) -> Super:
        """A `super()` object."""
        found: Super = self._get((13, cls, receiver), lambda: Super(cls, receiver))
        return found

    def unknown(
        self, reason: str, body: "Body | Place | None" = None, position: int = 0
    ) -> Unknown:
        """A value that cannot be known."""
        key = (14, reason, body, position)
        found: Unknown = self._get(key, lambda: Unknown(reason, body, position))
        return found

    def limit(self, values: Values) -> Values:
        """The same set, or a coarser one when it is too wide.

        Objects of one class become one object of that class; too many values of any kind
        become an unknown."""
        if len(values) > self.OUTSIDE:
            values = self._few_outside(values)
        if len(values) <= self.WIDTH:
            return values
        merged: set[Value] = set()
        for value in values:
            if isinstance(value, Instance):
                value = self.instance(value.cls, exact=value.exact)
            elif isinstance(value, External) and value.site is not None:
                value = self.external(value.name)
            elif isinstance(value, Unknown):
                continue
            merged.add(value)
        if len(merged) <= self.WIDTH:
            return frozenset(merged) or frozenset((self.unknown("too many possible values"),))
        kept = {v for v in merged if not isinstance(v, (Const, Pattern, Container, Bundle))}
        if len(kept) > self.WIDTH:
            kept = set()
        kept.add(self.unknown("too many possible values"))
        return frozenset(kept)

    def _few_outside(self, values: Values) -> Values:
        named = [
            v
            for v in values
            if type(v) is External
            and v.site is None
            and (type(v.receiver) is External or (not v.receiver and v.name[-1:] in ")]"))
        ]
        if len(named) <= self.OUTSIDE:
            return values
        dropped = frozenset(in_order(named)[self.OUTSIDE :])
        return values - dropped | {self.unknown("too many possible objects")}


def in_order(values: Iterable[Value]) -> list[Value]:
    """Values in a reproducible order."""
    return sorted(values, key=lambda v: v.order)
