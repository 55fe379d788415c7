"""Where the models of settings meet the evaluator: tables by name of an external object.

A reader returns None where it has nothing to say, and the evaluator goes on as usual.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from reach.flow.values import Const, External, Values

if TYPE_CHECKING:
    from reach.flow.bodies import Body
    from reach.flow.evaluator import Evaluator
    from reach.flow.library import Site

AttributeReader = Callable[["Evaluator", External, str], Values | None]
ItemReader = Callable[["Evaluator", External, Values], Values | None]
MethodModel = Callable[["Site"], Values | None]
ElementReader = Callable[["Evaluator", External], Values | None]

ATTRIBUTES: dict[str, AttributeReader] = {}
"""Name of the object -> what its attributes are."""

NAMED_ATTRIBUTES: dict[str, AttributeReader] = {}
"""Name of the attribute -> what it is, whatever the object."""

ITEMS: dict[str, ItemReader] = {}
"""Name of the object -> what its items are."""

ELEMENTS: dict[str, ElementReader] = {}
"""Name of the object -> what iterating over it gives."""

ORIGINS: set[str] = set()
"""Objects of which a model asks for the call that made them."""

PARAMETERS: list[Callable[["Evaluator", "Body", int], Values | None]] = []
"""The one reader of parameters, put here by `reach.flow.settings.parameters`."""

METHODS: dict[str, list[MethodModel]] = {}
"""Last part of the name of a callable -> what calling it may return, whatever the object."""


def asks_for(names: Iterable[str]) -> None:
    """Register objects whose call is asked for."""
    ORIGINS.update(names)


def attributes_of(*names: str) -> Callable[[AttributeReader], AttributeReader]:
    """Register who reads attributes of these objects."""
    return _registrar(ATTRIBUTES, names)


def attributes_named(*names: str) -> Callable[[AttributeReader], AttributeReader]:
    """Register who reads attributes of these names."""
    return _registrar(NAMED_ATTRIBUTES, names)


def items_of(*names: str) -> Callable[[ItemReader], ItemReader]:
    """Register who reads items of these objects."""
    return _registrar(ITEMS, names)


def elements_of(*names: str) -> Callable[[ElementReader], ElementReader]:
    """Register who iterates over these objects."""
    return _registrar(ELEMENTS, names)


def method(*names: str) -> Callable[[MethodModel], MethodModel]:
    """Register what methods of these names return, whatever they are called on."""

    def register(function: MethodModel) -> MethodModel:
        for name in names:
            METHODS.setdefault(name, []).append(function)
        return function

    return register


def _registrar(table: dict[str, Any], names: tuple[str, ...]) -> Callable[[Any], Any]:
    def register(function: Any) -> Any:
        for name in names:
            table[name] = function
        return function

    return register


def attribute_reader(value: External, name: str) -> AttributeReader | None:
    """Who says what an attribute is."""
    return ATTRIBUTES.get(value.name) or NAMED_ATTRIBUTES.get(name)


def known_attribute(ev: "Evaluator", value: External, name: str) -> Values | None:
    """What a model says of an attribute."""
    reader = attribute_reader(value, name)
    return reader(ev, value, name) if reader is not None else None


def known_item(ev: "Evaluator", value: External, key: Values) -> Values | None:
    """What a model says of an item."""
    reader = ITEMS.get(value.name)
    return reader(ev, value, key) if reader is not None else None


def known_element(ev: "Evaluator", value: External) -> Values | None:
    """What a model says of the elements."""
    reader = ELEMENTS.get(value.name)
    return reader(ev, value) if reader is not None else None


def known_call(site: "Site") -> Values | None:
    """What a model says of calling a method of this name."""
    for model in METHODS.get(site.callee.name.rpartition(".")[2], ()):
        values = model(site)
        if values is not None:
            return values
    return None


def declared_parameter(ev: "Evaluator", body: "Body", index: int) -> Values | None:
    """What a framework passes for a parameter; None when none is known to."""
    return PARAMETERS[0](ev, body, index) if PARAMETERS else None


def table(ev: "Evaluator", name: object, build: Callable[[], Any]) -> Any:
    """An index over the program: built once, and again when what it is made from grew."""
    return ev.remember(name, build)


def texts(values: Values) -> list[str]:
    """The texts among values, in order."""
    known = sorted((v for v in values if isinstance(v, Const)), key=lambda v: v.order)
    return [v.value for v in known if isinstance(v.value, str)]
