"""Every value exists once: the pool that makes them."""

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from reach.flow.values import (
    EMPTY,
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Generated,
    Instance,
    Member,
    Module,
    Partial,
    Pattern,
    Place,
    Super,
    Unknown,
    Value,
    Values,
    Wrapped,
    in_order,
)

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.contexts import Context

V = TypeVar("V", bound=Value)

TOO_MANY = "too many possible values"
"""The reason why a set that grew too wide is not known, where only texts were left out."""

WIDE = "too many possible functions and objects"
"""The reason where what can be called or looked into was left out."""


class Pool:
    """Makes values, one object for each distinct value."""

    WIDTH: ClassVar[int] = 64
    OUTSIDE: ClassVar[int] = 8
    """Objects in a set that are known by name only, and of which nobody asks where they were
    made: more of them say nothing."""

    REMEMBERED: ClassVar[int] = 4_096
    """Wide sets of which it is remembered what was made of them: each takes kilobytes, and what is
    asked again is asked soon."""

    def __init__(self) -> None:
        self._table: dict[Hashable, Any] = {}
        self._narrowed: dict[tuple[Values, int], tuple[Values, int]] = {}
        """Sets that were too wide, and what was made of them."""
        self._sets: dict[Values, Values] = {}
        """Each set that is an answer, once: most are found many times."""

    def _add(self, key: Hashable, value: V) -> V:
        value.order = len(self._table)
        self._table[key] = value
        return value

    def function(self, body: "Body", closure: "Context | None") -> Function:
        """A function value."""
        key = (0, body, closure)
        found: Function | None = self._table.get(key)
        return found if found is not None else self._add(key, Function(body, closure))

    def bound(self, function: Value, receiver: Value) -> Bound:
        """A bound method."""
        key = (1, function, receiver)
        found: Bound | None = self._table.get(key)
        return found if found is not None else self._add(key, Bound(function, receiver))

    def cls(self, body: "Body", closure: "Context | None", site: "Body", vid: int) -> Class:
        """A class value."""
        key = (2, body, closure)
        found: Class | None = self._table.get(key)
        return found if found is not None else self._add(key, Class(body, closure, site, vid))

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
        found: Instance | None = self._table.get(key)
        return (
            found if found is not None else self._add(key, Instance(cls, site, vid, context, exact))
        )

    def module(self, name: str, body: "Body | None") -> Module:
        """A module value."""
        key = (4, name)
        found: Module | None = self._table.get(key)
        return found if found is not None else self._add(key, Module(name, body))

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
        found: External | None = self._table.get(key)
        return (
            found
            if found is not None
            else self._add(key, External(name, receiver, site, vid, context))
        )

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
        found: Const | None = self._table.get(key)
        return (
            found if found is not None else self._add(key, Const(value, body, position, kind, path))
        )

    def member(self, value: Const, cls: Class, name: str) -> Member:
        """A member of an enumeration."""
        key = (15, cls, name, value)
        found: Member | None = self._table.get(key)
        return found if found is not None else self._add(key, Member(value, cls, name))

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
        found: Pattern | None = self._table.get(key)
        if found is not None:
            return found
        return self._add(key, Pattern(parts, body, position, reasons, path, sources))

    def container(self, kind: str, body: "Body", vid: int, context: "Context | None") -> Container:
        """A container made by an operation."""
        key = (8, kind, body, vid, context)
        found: Container | None = self._table.get(key)
        return found if found is not None else self._add(key, Container(kind, body, vid, context))

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
        found: Bundle | None = self._table.get(key)
        return found if found is not None else self._add(key, Bundle(kind, items, rest, origin))

    def partial(
        self, function: Value, body: "Body", vid: int, context: "Context | None"
    ) -> Partial:
        """A partial application."""
        key = (10, function, body, vid, context)
        found: Partial | None = self._table.get(key)
        return found if found is not None else self._add(key, Partial(function, body, vid, context))

    def generated(self, body: "Body", context: "Context | None") -> Generated:
        """A generator."""
        key = (11, body, context)
        found: Generated | None = self._table.get(key)
        return found if found is not None else self._add(key, Generated(body, context))

    def wrapped(self, kind: str, function: Value, setter: Value | None = None) -> Wrapped:
        """A property, static method or class method."""
        key = (12, kind, function, setter)
        found: Wrapped | None = self._table.get(key)
        return found if found is not None else self._add(key, Wrapped(kind, function, setter))

    def super(self, cls: Class, receiver: Value) -> Super:
        """A `super()` object."""
        key = (13, cls, receiver)
        found: Super | None = self._table.get(key)
        return found if found is not None else self._add(key, Super(cls, receiver))

    def unknown(
        self,
        reason: str,
        body: "Body | Place | None" = None,
        position: int = 0,
        truth: bool | None = None,
    ) -> Unknown:
        """A value that cannot be known, perhaps but for its truth."""
        key = (14, reason, body, position, truth)
        found: Unknown | None = self._table.get(key)
        if found is None:
            found = self._add(key, Unknown(reason, body, position, truth))
        return found

    def outside(self) -> list[External]:
        """All things from outside that were made."""
        return [value for value in self._table.values() if type(value) is External]

    def shared(self, values: Values) -> Values:
        """The one set of these values that is kept."""
        return self._sets.setdefault(values, values)

    def limit(self, values: Values) -> Values:
        """The same set, or a coarser one when it is too wide."""
        return values if len(values) <= self.OUTSIDE else self.narrow(values, 0)[0]

    def narrow(self, values: Values, level: int) -> tuple[Values, int]:
        """A set that was coarsened to a level before, and the level that it needs now.

        1: objects of one class are one object, and things from outside are known by name only.
        2: what several calls make or change in one place is one container. 3: texts, containers
        and what is in them are an unknown. 4: a function that was made in several calls of the
        function around it is one. 5: all the rest is an unknown as well."""
        if level == 0 and len(values) <= self.OUTSIDE:
            return values, 0
        key = (values, level)
        narrowed = self._narrowed.get(key)
        if narrowed is None:
            if len(self._narrowed) >= self.REMEMBERED:
                self._narrowed.clear()
            narrowed = self._narrowed[key] = self._coarser(self._few_outside(values), level)
        return narrowed

    def _coarser(self, values: Values, level: int) -> tuple[Values, int]:
        if level == 0 and len(values) <= self.WIDTH:
            return values, 0
        merged = {self._plain(v) for v in values if not isinstance(v, Unknown)}
        unknown = self.unknown(WIDE)
        if level < 2 and len(merged) <= self.WIDTH:
            return frozenset(merged) or frozenset((self.unknown(TOO_MANY),)), 1
        placed = {self._in_place(v) for v in merged}
        if level < 3 and len(placed) <= self.WIDTH:
            return frozenset(placed), 2
        kept = {v for v in merged if not isinstance(v, (Const, Pattern, Container, Bundle))}
        if level < 4 and len(kept) <= self.WIDTH:
            texts = all(isinstance(v, (Const, Pattern)) for v in merged - kept)
            return frozenset(kept) | {self.unknown(TOO_MANY) if texts else unknown}, 3
        joined = {self._anywhere(v) for v in kept}
        if level < 5 and len(joined) <= self.WIDTH:
            return frozenset(joined) | {unknown}, 4
        return frozenset((unknown,)), 5

    def _in_place(self, value: Value) -> Value:
        if isinstance(value, Container) and value.context is not None:
            return self.container(value.kind, value.body, value.vid, None)
        return value

    def _anywhere(self, value: Value) -> Value:
        if isinstance(value, Function) and value.closure is not None:
            return self.function(value.body, None)
        if isinstance(value, Bound):
            return self.bound(self._anywhere(value.function), self._plain(value.receiver))
        return value

    def _plain(self, value: Value) -> Value:
        if isinstance(value, Instance):
            return self.instance(value.cls, exact=value.exact)
        if isinstance(value, External) and value.site is not None:
            return self.external(value.name)
        return value

    def _few_outside(self, values: Values) -> Values:
        named = [v for v in values if type(v) is External and v.anonymous]
        if len(named) <= self.OUTSIDE:
            return values
        dropped = frozenset(in_order(named)[self.OUTSIDE :])
        return values - dropped | {self.unknown("too many possible objects")}
