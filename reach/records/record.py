"""`dataclass`, made fast: what a record can do is built when it is first done.

Building the methods of a class takes half a millisecond, and of most records a run makes none. That
records are frozen is what mypy checks. At run time nothing does, which makes new ones in half the
time.
"""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

Method = Callable[..., Any]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False):
        """As `dataclasses.dataclass`, with the options that are needed here."""

        def make(cls):
            own = frozenset(vars(cls))
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            _complete(made, own, frozen, order)
            return made

        return make if cls is None else make(cls)


def _complete(cls: Any, own: frozenset[str], frozen: bool, order: bool) -> None:
    """Give a class the methods that it does not write itself."""
    methods: dict[str, Callable[[Any], Method]] = {"__init__": _init, "__eq__": _compared("==")}
    if frozen:
        methods["__hash__"] = _hash
    elif "__hash__" not in own:
        cls.__hash__ = None
    if order:
        signs = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
        methods |= {name: _compared(sign) for name, sign in signs.items()}
    for name, build in methods.items():
        if name not in own:
            setattr(cls, name, _later(cls, name, build))
    for name, method in _SHARED.items():
        if name not in own:
            setattr(cls, name, method)


def _later(cls: Any, name: str, build: Callable[[Any], Method]) -> Method:
    """Stands in for a method, and puts it in its place when it is first called."""

    def method(*values: Any, **named: Any) -> Any:
        built = build(cls)
        setattr(cls, name, built)
        return built(*values, **named)

    return method


def _init(cls: Any) -> Method:
    known: dict[str, Any] = {"absent": dataclasses.MISSING}
    head, body = [], []
    for number, field in enumerate(field for field in dataclasses.fields(cls) if field.init):
        name, value, given = field.name, field.name, ""
        if field.default_factory is not dataclasses.MISSING:
            known[f"make{number}"] = field.default_factory
            value, given = f"make{number}() if {name} is absent else {name}", "=absent"
        elif field.default is not dataclasses.MISSING:
            known[f"default{number}"] = field.default
            given = f"=default{number}"
        head.append(name + given)
        body.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    return _method(f"__init__(self, {', '.join(head)})", body or ["pass"], known)


def _compared(sign: str) -> Callable[[Any], Method]:
    def build(cls: Any) -> Method:
        mine, theirs = _values(cls, "self"), _values(cls, "other")
        body = [
            f"if other.__class__ is self.__class__: return {mine} {sign} {theirs}",
            "return NotImplemented",
        ]
        return _method("compared(self, other)", body, {})

    return build


def _hash(cls: Any) -> Method:
    return _method("__hash__(self)", [f"return hash({_values(cls, 'self')})"], {})


def _values(cls: Any, of: str) -> str:
    """A tuple of what is compared, as code."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    return "(" + "".join(f"{of}.{name}, " for name in names) + ")"


def _method(head: str, body: list[str], known: dict[str, Any]) -> Method:
    found: dict[str, Any] = {}
    exec("\n ".join([f"def {head}:", *body]), known, found)  # noqa: S102  (names of our own fields)
    method: Method = found.popitem()[1]
    return method


def _repr(self: Any) -> str:
    shown = [f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        setattr(self, field.name, value)


_SHARED = {"__repr__": _repr, "__getstate__": _state, "__setstate__": _set_state}
