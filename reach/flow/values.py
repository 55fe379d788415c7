"""The abstract domain: what an expression may be.

Values are interned by a `Pool`, so they compare by identity and sets of them are cheap.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.contexts import Context


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

    __slots__ = (
        "anonymous", "attributes", "context", "name", "receiver", "result", "site", "vid",
    )  # fmt: skip

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
        self.anonymous = site is None and (
            type(receiver) is External or (not receiver and name[-1:] in ")]")
        )
        """Whether it is known by name only, and was made by something from outside."""
        self.attributes: dict[str, Values] | None = None
        """Those that nothing can change, as far as they were asked for."""
        self.result: Values | None = None
        """What calling it returns, where that is the same everywhere."""


class Place(NamedTuple):
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


def is_like_class(value: Value) -> bool:
    """Whether it is something from outside that is named like a class: `AutoTokenizer`."""
    if not isinstance(value, External) or value.receiver is not None:
        return False
    name = value.name.rpartition(".")[2]
    return name[:1].isupper() and name.isidentifier() and not name.isupper()


class Unknown(Value):
    """Cannot be known, because of `reason`."""

    __slots__ = ("body", "position", "reason", "truth")

    def __init__(
        self, reason: str, body: "Body | Place | None", position: int, truth: bool | None = None
    ) -> None:
        self.reason = reason
        self.body = body
        self.position = position
        self.truth = truth
        """Whether it is true or false, where that much is assumed."""


Values = frozenset[Value]
EMPTY: Values = frozenset()

MATCH = "re.Match()"
"""Name of what a regular expression certainly finds."""

LEFT_DEFAULT = "field default as it is"
"""Kind of the default of a field that the call which made the object certainly did not give."""

NAMESPACE = "argparse.Namespace()"
"""What `parse_args()` returns."""

SETTINGS: frozenset[str] = frozenset(
    f"{name}.config"
    for name in ("flask.Flask()", "flask.current_app", "quart.Quart()", "quart.current_app")
)
"""Configurations that an application is given as a whole."""

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
        "truss environment",
        "compose build argument",
        "command line",
        "subprocess argument",
    )
)
"""Kinds of origins that whoever starts the program can replace: such a value is likely, but not
sure."""


def is_replaceable(value: Value) -> TypeGuard[Const]:
    """Whether it is known, and whoever starts the program can replace it."""
    return isinstance(value, Const) and value.kind in OVERRIDABLE


def is_fixed(value: Value) -> TypeGuard[Const]:
    """Whether it is known, and nobody can replace it."""
    return isinstance(value, Const) and value.kind not in OVERRIDABLE


def in_order(values: Iterable[Value]) -> list[Value]:
    """Values in a reproducible order."""
    return sorted(values, key=lambda v: v.order)


def something(values: Values) -> Values:
    """Without None where there is another possibility: with None the program stops here."""
    if len(values) < 2:
        return values
    return frozenset(v for v in values if not (isinstance(v, Const) and v.value is None))
