"""pytest: parameters of tests and fixtures, from `parametrize`, `params` and other fixtures."""

from typing import TYPE_CHECKING

from reach.flow.bodies import Body
from reach.flow.contexts import Arguments
from reach.flow.items import iterated
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.hooks import asks_for, texts
from reach.flow.trials import is_text
from reach.flow.values import (
    EMPTY,
    Bundle,
    Const,
    Container,
    External,
    Function,
    Generated,
    Value,
    Values,
    in_order,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

_PARAMETRIZE = "pytest.mark.parametrize()"
_PARAM = "pytest.param()"
_FIXTURES = ("pytest.fixture", "pytest.fixture()", "pytest_asyncio.fixture")

asks_for((_PARAMETRIZE, _PARAM, "pytest.fixture()"))


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """What pytest passes for a parameter; None where this is no test and no fixture of one."""
    name = body.code.parameters[index].name
    last = body.code.name.rpartition(".")[2]
    if not body.code.decorators and not last.startswith("test"):
        return None
    decorators = _decorators(ev, body)
    is_fixture = any(value.name in _FIXTURES for value in decorators)
    if not is_fixture and not last.startswith("test"):
        return None
    if name == "request" and is_fixture:
        return _request(ev, decorators)
    found: Values = EMPTY
    for value in decorators:
        call = made_by(ev, value) if value.name == _PARAMETRIZE else None
        if call is not None:
            found |= _of_rows(ev, call, name)
    return _names(found) or _names(_of_fixture(ev, body, name)) or None


def _names(values: Values) -> Values:
    """The texts among values, and None beside them. Classes and objects that tests are given make
    much of a program called by its tests, and say little about what is loaded."""
    named = frozenset(v for v in values if is_text(v))
    nothing = frozenset(v for v in values if isinstance(v, Const) and v.value is None)
    return named | nothing if named else EMPTY


def _decorators(ev: "Evaluator", body: Body) -> list[External]:
    if body.parent is None:
        return []
    every = (v for vid in body.code.decorators for v in in_order(ev.eval(body.parent, vid)))
    return [value for value in every if isinstance(value, External)]


def rows_of(ev: "Evaluator", body: Body, index: int) -> tuple[int, Values]:
    """The decorator that gives a parameter of a test together with others, and its rows; none
    where there is no such decorator."""
    if not body.code.decorators or not body.code.name.rpartition(".")[2].startswith("test"):
        return -1, EMPTY
    name = body.code.parameters[index].name
    for value in _decorators(ev, body):
        call = made_by(ev, value) if value.name == _PARAMETRIZE else None
        if call is not None and len(names := _named(ev, call)) > 1 and name in names:
            return call.vid, _rows(ev, call)
    return -1, EMPTY


def in_row(ev: "Evaluator", body: Body, index: int, row: Value) -> Values:
    """What a row of `parametrize` gives a parameter of a test."""
    name = body.code.parameters[index].name
    for value in _decorators(ev, body):
        call = made_by(ev, value) if value.name == _PARAMETRIZE else None
        if call is not None and name in (names := _named(ev, call)) and row in _rows(ev, call):
            return _at(ev, row, names, name)
    return EMPTY


def _named(ev: "Evaluator", call: Reading) -> list[str]:
    """The parameters that `parametrize` gives something."""
    named = call.argument(0, "argnames")
    names = [part.strip() for text in texts(named) for part in text.split(",")]
    for value in named:
        if isinstance(value, (Container, Bundle)):
            names += texts(_elements(ev, value))
    return names


def _rows(ev: "Evaluator", call: Reading) -> Values:
    return frozenset(v for each in call.argument(1, "argvalues") for v in _elements(ev, each))


def _of_rows(ev: "Evaluator", call: Reading, name: str) -> Values:
    """What `parametrize` gives one parameter."""
    names = _named(ev, call)
    if name not in names:
        return EMPTY
    return EMPTY.union(*(_at(ev, row, names, name) for row in in_order(_rows(ev, call))))


def _at(ev: "Evaluator", row: Value, names: list[str], name: str) -> Values:
    given = _param(ev, row)
    if given is not None:
        return given.positional(names.index(name))
    return frozenset((row,)) if len(names) == 1 else _item(ev, row, names.index(name))


def _param(ev: "Evaluator", row: Value) -> Reading | None:
    """The call of `pytest.param` that a row is made with."""
    return made_by(ev, row) if isinstance(row, External) and row.name == _PARAM else None


def _request(ev: "Evaluator", decorators: list[External]) -> Values | None:
    """The request of a fixture with `params`."""
    found: Values = EMPTY
    for value in decorators:
        call = made_by(ev, value)
        for listed in call.keyword("params") if call is not None else EMPTY:
            for row in in_order(_elements(ev, listed)):
                given = _param(ev, row)
                found |= given.positional(0) if given is not None else {row}
    named = _names(found)
    return frozenset((ev.pool.bundle("object", (("param", named),)),)) if named else None


def _of_fixture(ev: "Evaluator", body: Body, name: str) -> Values:
    """What the fixture of this name gives: of the same module, or of a `conftest.py` above it."""
    from reach.flow.calls import call_values
    from reach.flow.modules import global_name

    folder = body.module.facts.path.rpartition("/")[0]
    above = [
        module
        for module in ev.program.modules.values()
        if module is not None
        and module.facts.path.rpartition("/")[2] == "conftest.py"
        and f"{folder}/".startswith(module.facts.path.removesuffix("conftest.py"))
    ]
    above.sort(key=lambda module: -len(module.facts.path))
    for module in (body.module, *above):
        if name not in module.code.exports:
            continue
        for value in global_name(ev, module, name):
            if not isinstance(value, Function) or value.body is body:
                continue
            if any(each.name in _FIXTURES for each in _decorators(ev, value.body)):
                made = call_values(ev, frozenset((value,)), Arguments(partly=True), None, -1, None)
                return frozenset(e for v in made for e in _given(ev, v))
    return EMPTY


def _given(ev: "Evaluator", value: Value) -> Values:
    return _elements(ev, value) if isinstance(value, Generated) else frozenset((value,))


def _elements(ev: "Evaluator", value: Value) -> Values:
    return iterated(ev, value, ev.program.bodies[0], 0)


def _item(ev: "Evaluator", row: Value, position: int) -> Values:
    from reach.flow.containers import item

    return item(ev, row, frozenset((ev.pool.const(position),)))
