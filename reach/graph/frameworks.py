"""Handlers: functions that a framework was told about, or finds by itself."""

import fnmatch
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from reach.flow.bodies import Body
from reach.flow.classes import class_of_body, mro
from reach.flow.containers import contents
from reach.flow.contexts import Context
from reach.flow.evaluator import Evaluator
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
    in_order,
)
from reach.graph.build import CallGraph
from reach.graph.class_paths import VERBS, ClassPaths, controller_path
from reach.graph.entry import Entry, Handler, functions_in, functions_of, graded, told
from reach.graph.routes import Mounts
from reach.graph.wide import MAX_PARTS, is_wide
from reach.records import code as ir
from reach.records.rule import EntryPattern, Ruleset
from reach.rules import NameIndex

Index = NameIndex[EntryPattern]

_OF_FUNCTION = "<builtin>.function."


class Given(NamedTuple):
    """The call that registers something, as one caller of its function makes it."""

    body: Body
    call: ir.Op | None
    context: Context | None = None


def handlers_of(graph: CallGraph, ruleset: Ruleset) -> Iterator[Entry]:
    """Everything that the patterns of a ruleset find, one form after the other: what says most
    in one form does not hide what another form knows of the same name."""
    by_form: dict[str, list[EntryPattern]] = {}
    for pattern in ruleset.entries:
        by_form.setdefault(pattern.form, []).append(pattern)
    index = {form: NameIndex((n, p) for p in ps for n in p.names) for form, ps in by_form.items()}
    mounts = Mounts(graph)
    for form in ("decorator", "call"):
        if form in index:
            yield from _registrations(graph, mounts, index[form], form == "decorator")
    if "module" in index:
        yield from _modules(graph, index["module"])
    for form in ("method", "class"):
        if form in index:
            yield from _methods(graph, mounts, index[form])
    if "name" in index:
        yield from _by_name(graph, index["name"])
    if "table" in index:
        yield from _tables(graph, index["table"])


def _registrations(
    graph: CallGraph, mounts: Mounts, index: Index, decorates: bool
) -> Iterator[Entry]:
    """Handlers that a call or a decorator hands to a framework."""
    for body in graph.program.bodies:
        for vid, name in graph.externals.get(body, ()):
            op = body.ops[vid]
            if op[0] != ir.CALL or bool(op[7] & ir.DECORATOR) != decorates:
                continue
            graph.evaluator.begin()
            for known in _names(graph, body, op, name):
                for pattern in index.lookup(known):
                    yield from _registered(graph, mounts, body, vid, known, pattern)


def _names(graph: CallGraph, body: Body, op: ir.Op, name: str) -> list[str]:
    """A name of what a site calls; a method of a decorated function is one of what its outside
    decorators make of it, such as `group.command` below `@click.group()`."""
    if not name.startswith(_OF_FUNCTION):
        return [name]
    callee = body.ops[op[1]]
    if callee[0] == ir.CALL:
        callee = body.ops[callee[1]]
    if callee[0] != ir.ATTR:
        return []
    return [
        f"{made}().{name.removeprefix(_OF_FUNCTION)}"
        for value in graph.evaluator.eval(body, callee[1])
        if isinstance(value, Function)
        for made in _decorators(graph, value.body)
    ]


def _registered(
    graph: CallGraph, mounts: Mounts, body: Body, vid: int, name: str, pattern: EntryPattern
) -> Iterator[Entry]:
    op = body.ops[vid]
    given: ir.Op | None = op
    found: list[Handler]
    if pattern.form == "decorator":
        found = [Handler(*both) for both in _decorated(graph, body, op)]
        given = body.ops[op[1]] if body.ops[op[1]][0] == ir.CALL else None
    else:
        found = _handed(graph, body, op, pattern)
        if pattern.methods:
            yield from _of_classes(graph, Given(body, op), pattern)
    prefix = mounts.prefix(body, given, vid) if given is not None else ""
    cls = class_of_body(graph.evaluator, body) if body.code.kind == "class" else None
    prefix += controller_path(graph, body, _bases(graph, cls)) if cls is not None else ""
    for each in found:
        call = Given(body, given, each.context)
        label = _label(graph, call, name, pattern, each.named, prefix)
        grade = graded(body, pattern.grade)
        known = Entry(pattern.kind, label, grade, each.body, False, vid, body, handler=True)
        written = each.named if each.named is not each.body else None
        yield replace(known, sent=pattern.sent, closure=each.closure, written=written)


def _handed(graph: CallGraph, body: Body, op: ir.Op, pattern: EntryPattern) -> list[Handler]:
    """The handlers among the arguments of a call. A function of the project that passes on what
    it is given registers one handler, and its path, for each call of it."""

    def values(context: Context | None) -> Values:
        given = Given(body, op, context)
        return frozenset(v for key in pattern.handler for v in _argument(graph, given, key))

    every = values(None)
    if is_wide(every):
        callers = list(graph.evaluator.callers.get(body, ()))[:MAX_PARTS]
        return [each for context in callers for each in told(graph, values(context), context)]
    together = told(graph, every)
    contexts = graph.evaluator.contexts_of(body) if len(together) > 1 else [None]
    if contexts != [None]:
        apart = [each for context in contexts for each in told(graph, values(context), context)]
        if {each.body for each in apart} == {each.body for each in together}:
            return apart
    return together


def _of_classes(graph: CallGraph, given: Given, pattern: EntryPattern) -> Iterator[Entry]:
    """The methods of classes, and of objects, among the arguments of a call."""
    for key in pattern.handler:
        for value in in_order(_argument(graph, given, key)):
            cls = value.cls if isinstance(value, Instance) else value
            for each in mro(graph.evaluator, cls) if isinstance(cls, Class) else ():
                if isinstance(each, Class):
                    yield from _methods_of(graph, each.body, pattern)


def _decorated(graph: CallGraph, body: Body, op: ir.Op) -> list[tuple[Body, Body]]:
    """What a decorator is applied to: the function written below it, and the function by which
    the decorators in between replace it, under its name. What these return may not be known."""
    vid = op[2][0] if op[2] else -1
    if vid < 0:
        return []
    handed = functions_of(graph, graph.evaluator.eval(body, vid))
    written = _written(graph, body, vid)
    named = written[0] if written else None
    return [(each, named or each) for each in dict.fromkeys((*written, *handed))]


def _written(graph: CallGraph, body: Body, vid: int) -> list[Body]:
    """The function that stands below all decorators."""
    while body.ops[vid][0] == ir.CALL and body.ops[vid][7] & ir.DECORATOR and body.ops[vid][2]:
        vid = body.ops[vid][2][0]
    return functions_of(graph, graph.evaluator.eval(body, vid)) if vid >= 0 else []


def _modules(graph: CallGraph, index: Index) -> Iterator[Entry]:
    """Modules that no other imports and whose own code, or a function of theirs that it calls,
    makes such a call; applying a decorator is none."""
    used = imported(graph)
    for module in graph.program.by_path.values():
        if module in used and not module.facts.main_blocks:
            continue
        found = [p for body in _run(graph, module) for p in _called(graph, body, index)]
        for pattern in dict.fromkeys(found):
            label = f"{pattern.kind} {module.facts.path}"
            grade = graded(module, pattern.grade)
            yield Entry(pattern.kind, label, grade, module, main=True, beside=pattern.beside)


def _run(graph: CallGraph, module: Body) -> list[Body]:
    """A module's body and what it runs in the same file."""
    seen: dict[Body, None] = {module: None}
    work = [module]
    while work:
        for edge in graph.callees(work.pop()):
            if edge.callee.module is module and edge.callee not in seen:
                seen[edge.callee] = None
                work.append(edge.callee)
    return list(seen)


def _called(graph: CallGraph, body: Body, index: Index) -> Iterator[EntryPattern]:
    for vid, name in graph.externals.get(body, ()):
        op = body.ops[vid]
        if op[0] == ir.CALL and not op[7] & ir.DECORATOR:
            yield from index.lookup(name)


def imported(graph: CallGraph) -> set[Body]:
    """Modules that other modules import."""
    return {
        edge.callee
        for edges in graph.edges.values()
        for edge in edges.values()
        if edge.certainty == "import"
    }


def _argument(graph: CallGraph, given: Given, key: str | int) -> Values:
    body, op, context = given
    if op is None:
        return frozenset()
    if isinstance(key, int):
        if key < len(op[2]) and op[2][key] >= 0:
            return graph.evaluator.eval(body, op[2][key], context)
        return frozenset()
    for name, vid in op[3]:
        if name == key:
            return graph.evaluator.eval(body, vid, context)
    return frozenset()


def _label(
    graph: CallGraph,
    given: Given,
    name: str,
    pattern: EntryPattern,
    handler: Body,
    prefix: str,
) -> str:
    owner, _, function = handler.code.name.rpartition(".")
    if function == "__init__":
        function = owner.rpartition(".")[2]
    first = ""
    if given.call is not None:
        keys = (0, "path", "name")
        values = next((v for k in keys if (v := _argument(graph, given, k))), EMPTY)
        texts = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
        first = prefix + min(texts) if texts else ""
    verb = name.replace("()", "").rpartition(".")[2].upper()
    label = pattern.label or "{function}"
    if "{0}" in label and not first:
        label = label.replace("{0}", "{function}")
    return label.replace("{0}", first).replace("{verb}", verb).replace("{function}", function)


def _methods(graph: CallGraph, mounts: Mounts, index: Index) -> Iterator[Entry]:
    """Methods that a framework calls on subclasses of its classes."""
    ev = graph.evaluator
    paths: ClassPaths | None = None
    for body in graph.program.bodies:
        ev.begin()
        cls = class_of_body(ev, body) if body.code.kind == "class" else None
        if cls is None:
            continue
        names = _bases(graph, cls) + _decorators(graph, body)
        for pattern in dict.fromkeys(p for name in names for p in index.lookup(name)):
            if paths is None and not VERBS.isdisjoint(pattern.methods):
                paths = ClassPaths(graph, mounts)
            yield from _methods_of(graph, body, pattern, paths)


def _bases(graph: CallGraph, cls: Class) -> list[str]:
    """Names of all bases: those of the project too, which may be the framework, or hold it."""
    bases = [base for base in mro(graph.evaluator, cls) if base is not cls]
    named = [base.body.name for base in bases if isinstance(base, Class)]
    return named + [base.name for base in bases if isinstance(base, External)]


def _decorators(graph: CallGraph, body: Body) -> list[str]:
    if body.parent is None:
        return []
    return [
        value.name
        for vid in body.code.decorators
        for value in graph.evaluator.eval(body.parent, vid)
        if isinstance(value, External)
    ]


def _methods_of(
    graph: CallGraph, body: Body, pattern: EntryPattern, paths: ClassPaths | None = None
) -> Iterator[Entry]:
    every = not pattern.methods or "*" in pattern.methods
    begun = tuple(m[:-1] for m in pattern.methods if len(m) > 1 and m.endswith("*"))
    for name, vid in body.code.exports.items():
        open_to_all = (every and not name.startswith("_")) or name.startswith(begun)
        if name not in pattern.methods and not open_to_all:
            continue
        label = paths.label(body, name) if paths is not None else _named(body, name, pattern)
        grade = graded(body, pattern.grade)
        written = _written(graph, body, vid)
        for handler in written:
            known = Entry(pattern.kind, label, grade, handler, handler=True, given=pattern.given)
            known = replace(known, inputs=pattern.inputs, server=pattern.server)
            yield replace(known, sent=pattern.sent)
        for outer in functions_in(graph, graph.evaluator.eval(body, vid)):
            if outer.body not in written:
                known = Entry(pattern.kind, label, grade, outer.body, handler=True)
                known = replace(known, closure=outer.closure, written=next(iter(written), None))
                yield replace(known, given=pattern.given, inputs=pattern.inputs)


def _named(body: Body, method: str, pattern: EntryPattern) -> str:
    """A method by its class; where the file is one that its name calls, by that of the file."""
    path = body.facts.path
    if "{module}" in pattern.label and _in_files(path, pattern.files):
        return pattern.label.replace("{module}", PurePosixPath(path).stem)
    return f"{body.code.name}.{method}"


def _by_name(graph: CallGraph, index: Index) -> Iterator[Entry]:
    """Functions and classes of modules that a platform finds by their name alone."""
    for body in graph.program.bodies:
        if body.parent is None or body.parent.parent is not None:
            continue
        graph.evaluator.begin()
        for pattern in index.lookup(body.name):
            if pattern.files and not _in_files(body.facts.path, pattern.files):
                continue
            if body.code.kind == "class":
                cls = class_of_body(graph.evaluator, body)
                if cls is not None and pattern.methods:
                    yield from _methods_of(graph, body, pattern)
            elif body.code.kind == "function" and not pattern.methods:
                grade = graded(body, pattern.grade)
                name = body.name.rpartition(".")[2]
                label = pattern.label.replace("{function}", name)
                label = body.name if label in ("", name) else label
                yield Entry(pattern.kind, label, grade, body, handler=True, given=pattern.given)


def _tables(graph: CallGraph, index: Index) -> Iterator[Entry]:
    """Functions and classes that stand in a variable which a platform knows by its name."""
    ev = graph.evaluator
    for body in graph.program.bodies:
        if body.code.kind not in ("module", "class"):
            continue
        for name, vid in body.code.exports.items():
            ev.begin()
            for pattern in index.lookup(f"{body.name}.{name}"):
                values = _held(ev, body, vid)
                for cls in (v for v in values if isinstance(v, Class) and pattern.methods):
                    yield from _methods_of(graph, cls.body, pattern)
                if not pattern.methods:
                    for handler in functions_of(graph, values):
                        grade = graded(body, pattern.grade)
                        yield Entry(pattern.kind, handler.name, grade, handler, handler=True)


def _held(ev: Evaluator, body: Body, vid: int) -> list[Value]:
    """A value, or what a list or dictionary holds."""
    found: list[Value] = []
    for value in in_order(ev.eval(body, vid)):
        inner = isinstance(value, (Container, Bundle))
        found += in_order(contents(ev, value)) if inner else [value]
    return found


def _in_files(path: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(f"/{path}", f"*/{pattern}") for pattern in patterns)
