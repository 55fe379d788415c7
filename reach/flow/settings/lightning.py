"""Lightning's command line, which makes the model and the data of configurations and options.

`LightningCLI(Net, Rows)` fills the parameters of `Net` from `--model.name` and from the section
`model` of what `--config` names or `default_config_files` list, those of `Rows` from `data`.
"""

from typing import TYPE_CHECKING, TypeGuard

from reach.flow.bodies import Body
from reach.flow.callbacks import SPECIAL, UNPLACED, called_on
from reach.flow.classes import member
from reach.flow.contexts import Arguments
from reach.flow.protocols import TRAINED
from reach.flow.settings.built import MAX_DEPTH, Calls, named
from reach.flow.settings.calls import Reading
from reach.flow.settings.files import as_values, locate, tree_at
from reach.flow.settings.hooks import table, texts
from reach.flow.settings.leaves import Leaf, Tree
from reach.flow.settings.named_calls import calls_of
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given
from reach.flow.values import EMPTY, Class, Const, External, Function, Values

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator

NAMES = frozenset(
    f"{module}.LightningCLI"
    for module in (
        "lightning.pytorch.cli",
        "pytorch_lightning.cli",
        "pytorch_lightning.utilities.cli",
    )
)

COMMANDS = ("fit", "validate", "test", "predict")
"""Subcommands, each of which may have a configuration of its own."""

SECTIONS = (("model", 0, "model_class"), ("data", 1, "datamodule_class"))
"""The section of the configuration, and the argument that is the class it fills."""

Filled = tuple[Reading, str]
"""The call of the command line, and the section that fills a function's parameters."""


def value_of(ev: "Evaluator", body: Body, index: int) -> Values | None:
    """What a parameter of a constructor may be; None where Lightning does not call it."""
    known: dict[Body, list[Filled]] = table(ev, "lightning", lambda: _filled(ev))
    calls = known.get(body)
    if calls is None or index == 0:
        return None
    spec = body.code.parameters[index]
    default: Values = EMPTY
    if spec.default >= 0 and body.parent is not None:
        default = ev.eval(body.parent, spec.default)
    found: Values = EMPTY
    for call, section in calls:
        names = (f"--{section}.{spec.name}", f"--{section}.init_args.{spec.name}")
        found |= given(ev, names, call.body) or _configured(call, section, spec.name)
    known_default = frozenset(
        ev.pool.const(v.value, v.body, v.position, "default") if isinstance(v, Const) else v
        for v in default
    )
    label = f"--{calls[0][1]}.{spec.name}"
    return found or known_default or no_default(ev, label, body, body.code.name_start)


def option(ev: "Evaluator", name: str) -> Values:
    """What `--name`, `fit.name` of a configuration and the like give a command line of Lightning's,
    such as `ckpt_path`."""
    found: Values = EMPTY
    for body, vid in calls_of(ev, "LightningCLI", NAMES):
        found |= given(ev, (f"--{name}", *(f"--{c}.{name}" for c in COMMANDS)), body)
        found |= _configured(Reading(ev, body, vid, None), None, name)
    return found


# -- classes that a configuration names -----------------------------------------------------------


def _built(ev: "Evaluator", callee: External, arguments: Arguments) -> Calls:
    """The constructors of the classes that `class_path` names, with `init_args`, and what is called
    on their objects."""
    found: Calls = []
    for body, vid in calls_of(ev, "LightningCLI", NAMES):
        call = Reading(ev, body, vid, None)
        written = frozenset(v for _, at, name in SECTIONS for v in call.argument(at, name))
        for tree, path in _trees(call):
            for value, inner in _described(call, tree, path, 0):
                if value - written:
                    found.append((value, inner))
                    made = frozenset(ev.pool.instance(v) for v in value if isinstance(v, Class))
                    found += called_on(ev, made, TRAINED)
    return found


def _described(call: Reading, tree: Tree, path: str, depth: int) -> Calls:
    """The classes of a configuration, those inside others first."""
    children = tree if isinstance(tree, list) else list(tree.values()) if _is_map(tree) else []
    found: Calls = []
    if depth < MAX_DEPTH:
        for child in children:
            found += _described(call, child, path, depth + 1)
    name = _child(tree, "class_path")
    if isinstance(name, Leaf) and isinstance(name.value, str):
        given_to = _child(tree, "init_args")
        rows = given_to.items() if isinstance(given_to, dict) else ()
        keywords = tuple((key, _value(call, row, path, depth)) for key, row in rows)
        found.append((named(call.ev, name.value, call.body), Arguments((), keywords)))
    return found


def _value(call: Reading, tree: Tree, path: str, depth: int) -> Values:
    """A value of a configuration: an object, where it describes one."""
    from reach.flow.calls import call_values

    if _child(tree, "class_path") is None or depth >= MAX_DEPTH:
        return as_values(call.ev, tree, "dict", path)
    classes, given_to = _described(call, tree, path, depth + 1)[-1]
    return call_values(call.ev, classes, given_to, None, -1, None)


def _is_map(tree: Tree) -> TypeGuard[dict[str, Tree]]:
    return isinstance(tree, dict)


for _name in NAMES:
    SPECIAL[_name] = _built
UNPLACED.update(NAMES)


# -- parameters -----------------------------------------------------------------------------------


def _filled(ev: "Evaluator") -> dict[Body, list[Filled]]:
    """Constructors whose parameters are filled."""
    found: dict[Body, list[Filled]] = {}
    for body, vid in calls_of(ev, "LightningCLI", NAMES):
        call = Reading(ev, body, vid, None)
        for section, position, keyword in SECTIONS:
            for cls in call.argument(position, keyword):
                makers = member(ev, cls, "__init__")[0] if isinstance(cls, Class) else EMPTY
                for maker in makers:
                    if isinstance(maker, Function):
                        found.setdefault(maker.body, []).append((call, section))
    return found


def _configured(call: Reading, section: str | None, name: str) -> Values:
    """What the configurations that the program is started with say of a parameter; without a
    section, of an option of the command."""
    found: Values = EMPTY
    for tree, path in _trees(call):
        for part in (tree, *(_child(tree, command) for command in COMMANDS)):
            filled = _child(part, section) if section is not None else part
            inner = _child(filled, "init_args")
            value = _child(inner if inner is not None else filled, name)
            if value is not None:
                found |= as_values(call.ev, value, "dict", path)
    return found


def _trees(call: Reading) -> list[tuple[Tree, str]]:
    ev = call.ev
    named = given(ev, ("--config", "-c"), call.body) or _by_default(call)
    found: list[tuple[Tree, str]] = []
    for value in named:
        path = locate(ev, value, call.body) if isinstance(value, Const) else None
        tree = tree_at(ev, path, "yaml") if path is not None else None
        if path is not None and tree is not None:
            found.append((tree, path))
    return found


def _by_default(call: Reading) -> Values:
    """`parser_kwargs={"default_config_files": [...]}`, for all subcommands or for one."""
    from reach.flow.containers import elements, item

    ev = call.ev
    found: Values = EMPTY
    tables = call.keyword("parser_kwargs")
    for command in COMMANDS:
        key = frozenset((ev.pool.const(command),))
        tables |= frozenset(v for table_ in tables for v in item(ev, table_, key))
    key = frozenset((ev.pool.const("default_config_files"),))
    for mapping in tables:
        for files in item(ev, mapping, key):
            found |= frozenset(v for v in elements(ev, files) if texts(frozenset((v,))))
    return found


def _child(tree: Tree | None, key: str) -> Tree | None:
    return tree.get(key) if isinstance(tree, dict) else None
