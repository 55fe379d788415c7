"""Why a value that is no text cannot be read as an identifier."""

from reach.flow.bodies import Body
from reach.flow.evaluator import Evaluator
from reach.flow.handlers import asked_for
from reach.flow.instances import NEVER
from reach.flow.paths import PATH_TYPES
from reach.flow.settings.calls import made_by
from reach.flow.settings.hooks import texts
from reach.flow.trials import NOTHING_PASSES
from reach.flow.values import (
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Pattern,
    Unknown,
    Value,
    Values,
)
from reach.later import regex


def opaque(ev: Evaluator, value: Value) -> str:
    """A clause about a value of which only what it is can be said."""
    asked = asked_for(ev, value)
    if asked is not None:
        return f"{asked[0]} comes from the request ({asked[1]})"
    if isinstance(value, External):
        return _configured(ev, value) or _inherited(value) or _outside(value.name)
    if isinstance(value, Instance):
        return f"{value.cls.body.code.name} object used as identifier"
    if isinstance(value, Class):
        return f"class {value.body.code.name} used as identifier"
    if isinstance(value, Function):
        return f"function {value.body.code.name} used as identifier"
    if isinstance(value, (Container, Bundle)):
        return f"{value.kind} used as identifier"
    return "value that is not a text"


def uncalled(ev: Evaluator, value: Unknown) -> str:
    """A reason; what no call of the program fills of a handler is what requests say."""
    name, _, of = value.reason.removeprefix("parameter ").partition(" of ")
    entry = ev.handlers.get(value.body) if isinstance(value.body, Body) else None
    if entry is None or not of.endswith(" has no known caller"):
        return value.reason
    return f"{name} comes from the request ({entry})"


def passing(values: Values) -> Values:
    """Without what says nothing beside the rest: what stands where no known value gets, as the
    other side of a condition that asks about a default is what that default leads to; what can be
    no identifier, where something else can; and texts that are not told apart from all else."""
    if len(values) < 2:
        return values
    kept = frozenset(v for v in values if not _is_beyond(v))
    if _of_several_kinds(kept):
        kept = frozenset(v for v in kept if not _is_text(v))
    if all(isinstance(v, Unknown) for v in kept):
        kept = values
    return frozenset(v for v in kept if not _is_beside(v)) or kept


def _of_several_kinds(values: Values) -> bool:
    """Whether these are all that some list holds, switches and numbers beside texts: which of them
    is meant is not known."""
    kinds = {type(v.value) for v in values if isinstance(v, Const) and v.value is not None}
    return len(kinds - {str, bytes}) > 1


def _is_text(value: Value) -> bool:
    return isinstance(value, Pattern) or (
        isinstance(value, Const) and isinstance(value.value, str | bytes)
    )


def _is_beyond(value: Value) -> bool:
    if isinstance(value, Pattern):
        return bool(value.reasons) and not value.sources and all(map(_is_beyond, value.reasons))
    if not isinstance(value, Unknown):
        return False
    return value.reason.startswith(_NOTHING) or value.reason.endswith(NEVER)


_NOTHING = (NOTHING_PASSES, "nothing that has an attribute ")
"""Beginnings of reasons why a value is none of those that are known."""


def _is_beside(value: Value) -> bool:
    """Whether this is no text, or said of a type or by a test alone."""
    if isinstance(value, External):
        typed = value.site is None and value.receiver is None and value.name in _TYPED
        return typed or value.name.startswith("pytest.")
    return isinstance(value, (Bundle, Class, Container, Function))


_TYPED = frozenset(f"{name}()" for name in PATH_TYPES)
"""What a parameter is that is declared as a path."""


def impossible(value: Value) -> bool:
    """An attribute that None does not have: code that asks for it does not get any further."""
    return isinstance(value, External) and value.name.startswith("<builtin>.NoneType.")


def is_loaded(value: Value) -> bool:
    """Whether this is an object that another call loaded, maybe moved or set up since: a pipeline
    takes one in the place of a name."""
    if not isinstance(value, External):
        return False
    made, _, since = value.name.partition("()")
    whole = made.endswith(_LOADERS) or _MADE.fullmatch(made) is not None
    return whole and all(s.endswith("()") for s in since.split(".")[1:])


_LOADERS = (
    ".from_pretrained",
    ".from_quantized",
    ".from_config",
    ".from_single_file",
    "sentence_transformers.SentenceTransformer",
    "sentence_transformers.CrossEncoder",
)
"""Ends of names of calls that give a model or a tokenizer."""

_MADE = regex(r"(?:transformers|diffusers|torch\.nn)\.(?:\w+\.)*[A-Z]\w*(?<!Config)")
"""Classes whose constructor makes one that nothing is loaded into."""


def _configured(ev: Evaluator, value: External) -> str | None:
    """An attribute of what was loaded: only the file on the hub says what it is."""
    made: Value | None = value.receiver
    while isinstance(made, External) and not made.name.endswith(".from_pretrained()"):
        made = made.receiver
    call = made_by(ev, made) if made is not None else None
    if call is None or not isinstance(made, External):
        return None
    attribute = value.name.removeprefix(made.name).lstrip(".")
    names = texts(call.argument(0, "pretrained_model_name_or_path", "model_id"))
    if not attribute or "(" in attribute or len(names) != 1:
        return None
    return f"{_outside(value.name)} (configuration of {names[0]})"


def _inherited(value: External) -> str | None:
    """An attribute that only a base class outside the project, or nobody, sets."""
    base, _, attribute = value.name.rpartition(".")
    if not isinstance(value.receiver, (Instance, Class)) or "()" in value.name:
        return None
    return f"attribute {attribute}, inherited from {base}, is not set in this project"


def _outside(name: str) -> str:
    if name.startswith("os.environ"):  # an item of it would be known, or say which it is
        return "environment variable whose name is not known"
    plain = name.replace("()", "").replace("[]", "").removeprefix("<builtin>.")
    if "()" in name:
        return f"result of {plain}"
    if name.startswith("<builtin>.") and "." in plain:
        kind, _, attribute = plain.rpartition(".")
        return f"attribute {attribute} of a {kind}"
    return (
        f"result of {plain}" if name.startswith("<builtin>.") else f"{plain} is not in this project"
    )
