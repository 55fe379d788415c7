"""Objects whose fields are filled from the command line or a file: HfArgumentParser and others."""

from typing import TYPE_CHECKING

from reach.flow.annotations import declared
from reach.flow.bodies import Body
from reach.flow.classes import fields
from reach.flow.containers import item
from reach.flow.contexts import Context
from reach.flow.library import Site, model
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.files import STREAMS, as_values, loaded, locate, tree_at
from reach.flow.settings.hooks import attributes_of, method, texts
from reach.flow.settings.marks import missing
from reach.flow.settings.options import no_default
from reach.flow.settings.started import given, launches_with
from reach.flow.values import (
    EMPTY,
    Bundle,
    Class,
    Const,
    Container,
    External,
    Function,
    Instance,
    Value,
    Values,
)

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator


def made(
    ev: "Evaluator",
    cls: Class,
    body: Body,
    vid: int,
    source: Values | None = None,
    context: Context | None = None,
) -> Instance:
    """An object of a class that a call fills; from a mapping, else from the command line.

    It is known by the callee of that call, so that the call is not taken for its constructor."""
    instance = ev.pool.instance(cls, body, body.ops[vid][1], context)
    ev.tables["filled", instance] = source
    return instance


def is_filled(ev: "Evaluator", instance: Instance) -> bool:
    """Whether a framework fills the object."""
    return ("filled", instance) in ev.tables


def source_of(ev: "Evaluator", instance: Instance) -> Values | None:
    """The mappings that fill it; None for the command line."""
    found: Values | None = ev.tables.get(("filled", instance))
    return found


def by_annotation(ev: "Evaluator", body: Body) -> Values | None:
    """The first parameter of a function, as an object of its class that is filled."""
    spec = body.code.parameters[0]
    if spec.annotation < 0 or body.parent is None:
        return None
    found: set[Value] = set()
    for value in declared(ev, body.parent, spec.annotation, None):
        if isinstance(value, Instance):
            instance = ev.pool.instance(value.cls, body, -1, None)
            ev.tables["filled", instance] = None
            found.add(instance)
        else:
            found.add(value)
    return frozenset(found) or None


def classes(ev: "Evaluator", values: Values) -> list[list[Class | External]]:
    """The classes of an argument that is one or a sequence of them, by position."""
    found: list[list[Class | External]] = []
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, (Class, External)):
            found.append([value])
        elif isinstance(value, (Container, Bundle)):
            for index in range(32):
                one = item(ev, value, frozenset((ev.pool.const(index),)))
                if not one:
                    break
                found.append([v for v in one if isinstance(v, (Class, External))])
    return found


def _dataclasses(site: Site) -> list[list[Class | External]]:
    """The classes that the parser of a method call was made with."""
    receiver = site.callee.receiver
    call = made_by(site.ev, receiver) if receiver is not None else None
    given = call.argument(0, "dataclass_types") if call is not None else EMPTY
    return classes(site.ev, given)


def _row(site: Site, source: Values | None = None) -> Values | None:
    found = _dataclasses(site)
    if not found or site.body is None:
        return None
    ev, body = site.ev, site.body
    rows: list[tuple[int, Values]] = [
        (index, frozenset(_object(site, value, index, source) for value in group))
        for index, group in enumerate(found)
    ]
    rest = no_default(ev, "1", body, site.position)
    rows.append((len(rows), frozenset((ev.pool.bundle("list", (), rest),))))
    return frozenset((ev.pool.bundle("tuple", rows),))


def _object(site: Site, cls: Class | External, index: int, source: Values | None) -> Value:
    ev, body = site.ev, site.body
    assert body is not None
    configured = site.callee.name.endswith(".parse_args_and_config")
    if isinstance(cls, Class):
        instance = made(ev, cls, body, site.vid, source)
        ev.tables["with a file", instance] = configured
        return instance
    value = ev.pool.external(OUTSIDE, ev.pool.const(index), body, site.vid)
    ev.tables["filled", value] = source
    ev.tables["with a file", value] = configured
    return value


OUTSIDE = "transformers.HfArgumentParser().filled"
"""An object of a class outside of the project that a parser fills."""


@attributes_of(OUTSIDE)
def _outside(ev: "Evaluator", value: External, name: str) -> Values | None:
    return outside(ev, value, name)


def outside(ev: "Evaluator", value: External | Instance, name: str) -> Values | None:
    """A field that the project does not declare: what command lines and files give it."""
    source = ev.tables.get(("filled", value))
    found: Values = EMPTY
    for each in source or ():
        found |= item(ev, each, frozenset((ev.pool.const(name),)))
    if source is None:
        found, _ = on_lines(ev, value, name)
    return frozenset(v for v in found if not missing(v)) or None


def on_lines(ev: "Evaluator", value: External | Instance, name: str) -> tuple[Values, bool]:
    """What command lines give a field, and the files that they name where these say more; and
    whether such files leave nothing to its default."""
    body = value.site
    if body is None:
        return EMPTY, False
    spellings = (f"--{name}", f"--{name.replace('_', '-')}")
    if not ev.tables.get(("with a file", value)):
        return given(ev, spellings, body), False
    found: Values = EMPTY
    complete = True
    for started in launches_with(ev, body.module):
        known = given(ev, spellings, body, launches=(started,))
        for path in () if known else given(ev, ("--config",), body, launches=(started,)):
            file = locate(ev, path, body) if isinstance(path, Const) else None
            tree = tree_at(ev, file, "yaml") if file is not None else None
            if file is not None and isinstance(tree, dict) and name in tree:
                known = as_values(ev, tree[name], "dict", file)
        found |= known
        complete = complete and bool(known)
    return found, complete and bool(found)


@method("parse_args_into_dataclasses", "parse_args_and_config")
def _into_dataclasses(site: Site) -> Values | None:
    return _row(site)


@method("parse_dict")
def _parse_dict(site: Site) -> Values | None:
    return _row(site, site.arg(0, "args"))


@method("parse_yaml_file", "parse_json_file")
def _parse_file(site: Site) -> Values | None:
    form = "json" if site.callee.name.endswith("json_file") else "yaml"
    paths = site.arg(0, "yaml_file") | site.arg(0, "json_file")
    streams = frozenset(
        site.ev.pool.external(STREAMS[0], v, site.body) if isinstance(v, Const) else v
        for v in paths
    )
    return _row(site, loaded(site.ev, streams, site.body, form) or EMPTY)


@model("tyro.cli", "simple_parsing.parse", "pyrallis.parse", "draccus.parse", "jsonargparse.CLI",
       "jsonargparse.auto_cli", "pydantic_settings.CliApp.run", "chz.entrypoint",
       "chz.nested_entrypoint", "datargs.parse", "argparse_dataclass.parse_args")  # fmt: skip
def _cli(site: Site) -> Values:
    from reach.flow.calls import call_values
    from reach.flow.contexts import Arguments

    if site.body is None:
        return site.opaque()
    found: set[Value] = set()
    for value in site.arg(0, "config_class"):
        if isinstance(value, Class):
            found.add(made(site.ev, value, site.body, site.vid))
        elif isinstance(value, Function):
            given = frozenset((value,))
            found |= call_values(site.ev, given, Arguments(), site.body, site.vid, site.context)
    return frozenset(found) or site.opaque()


@method("model_validate", "parse_obj", "from_dict", "model_validate_json", "parse_raw")
def _validated(site: Site) -> Values | None:
    """A class of the project filled from a mapping, or from the JSON text of one."""
    cls, ev = site.callee.receiver, site.ev
    if not isinstance(cls, Class) or site.body is None:
        return None
    source = site.arg(0)
    if site.callee.name.endswith(("_json", "_raw")):
        source = loaded(ev, source, site.body, "json") or EMPTY
    # only what a file says may differ from call to call
    context = site.context if any(isinstance(v, Bundle) for v in source) else None
    return frozenset((made(ev, cls, site.body, site.vid, source, context),))


_CONVERTERS = {
    "dacite.from_dict": ((0, "data_class"), (1, "data")),
    "cattrs.structure": ((1, "cl"), (0, "obj")),
    "cattr.structure": ((1, "cl"), (0, "obj")),
    "msgspec.convert": ((1, "type"), (0, "obj")),
    "dataclass_wizard.fromdict": ((0, "cls"), (1, "d")),
}
"""Functions that fill a class from a mapping: where the class is, and where the mapping."""


@model(*_CONVERTERS)
def _converted(site: Site) -> Values:
    cls, source = _CONVERTERS[site.callee.name]
    if site.body is None:
        return site.opaque()
    found: set[Value] = set()
    for value in site.arg(*cls):
        if isinstance(value, Class):
            given = site.arg(*source)
            found.add(made(site.ev, value, site.body, site.vid, given, site.context))
    return frozenset(found) or site.opaque()


@model("msgspec.json.decode", "msgspec.toml.decode", "msgspec.yaml.decode")
def _decoded(site: Site) -> Values:
    """A class of the project filled from the text of a file."""
    if site.body is None:
        return site.opaque()
    text = site.arg(0, "buf")
    source = loaded(site.ev, text, site.body, site.callee.name.split(".")[1]) or EMPTY
    found: set[Value] = set()
    for value in site.arg(1 << 30, "type"):
        if isinstance(value, Class):
            found.add(made(site.ev, value, site.body, site.vid, source, site.context))
    return frozenset(found) or source or site.opaque()


def of_parser(ev: "Evaluator", parser: Value, name: str, body: Body, vid: int) -> Values:
    """A field of a dataclass that the parser was made with, or added under a name."""
    found: Values = EMPTY
    call = made_by(ev, parser)
    if call is not None:
        for group in classes(ev, call.argument(0, "dataclass_types")):
            for cls in group:
                if isinstance(cls, Class) and name in fields(ev, cls):
                    found |= _field(ev, made(ev, cls, body, vid), name)
    for method_name in ("add_arguments", "add_dataclass_arguments"):
        for place, at in ev.program.attribute_calls.get(method_name, ()):
            found |= _added(ev, Reading(ev, place, at, None), parser, name)
    return found


def _field(ev: "Evaluator", instance: Instance, name: str) -> Values:
    from reach.flow.attributes import attribute

    return attribute(ev, instance, name)


def _added(ev: "Evaluator", call: Reading, parser: Value, name: str) -> Values:
    if name not in texts(call.argument(1, "dest", "nested_key")):
        return EMPTY
    receivers = ev.eval(call.body, call.body.ops[call.op[1]][1])
    if parser not in receivers:
        return EMPTY
    return frozenset(
        made(ev, cls, call.body, call.vid)
        for group in classes(ev, call.argument(0, "dataclass", "theclass"))
        for cls in group
        if isinstance(cls, Class)
    )
