"""Entry points: where the program is entered, by whom, and how strongly that is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reach.flow.attributes import attribute
from reach.flow.classes import class_of_body, external_bases
from reach.flow.containers import contents
from reach.flow.modules import module_attribute, module_value
from reach.flow.program import Body
from reach.flow.values import (
    Bound,
    Bundle,
    Class,
    Const,
    Container,
    Function,
    Instance,
    Partial,
    Value,
    Values,
    Wrapped,
)
from reach.graph.build import CallGraph
from reach.records import code as ir
from reach.records.finding import GRADES
from reach.records.project import Launch, Project, ScriptDeclaration
from reach.records.rule import EntryPattern, Ruleset
from reach.rules import NameIndex

STRENGTH = {grade: number for number, grade in enumerate(GRADES)}

PROGRAM_FILES = frozenset(("makefile", "github-workflow", "gitlab-ci", "workflow"))
"""Kinds of launches that run a program, but deploy nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry point in the graph."""

    kind: str
    name: str
    grade: str
    body: Body
    main: bool = False
    """The module is run as a program: its `__main__` block too."""
    vid: int = -1
    """Where the handler was registered, in `site`."""
    site: Body | None = None
    launch: Launch | None = None
    """The deployment that starts it."""
    script: ScriptDeclaration | None = None
    handler: bool = False
    """A framework calls it, with what others send."""


def find_entries(graph: CallGraph, project: Project, ruleset: Ruleset) -> list[Entry]:
    """All entry points, strongest first."""
    found: list[Entry] = []
    for finder in (_programs, _notebooks):
        found += finder(graph)
    found += _scripts(graph, project)
    handlers = list(_handlers(graph, ruleset))
    found += handlers
    found += list(_launched(graph, project, handlers))
    found += list(_public(graph))
    unique: dict[tuple[Body, bool, str], Entry] = {}
    for entry in sorted(found, key=lambda e: -STRENGTH[e.grade]):
        unique.setdefault((entry.body, entry.main, entry.kind if entry.launch else ""), entry)
    return list(unique.values())


def _grade(body: Body, grade: str) -> str:
    return "development" if body.facts.development else grade


def _programs(graph: CallGraph) -> Iterator[Entry]:
    """Modules with a `__main__` block, and scripts that do their work at the top."""
    imported = _imported(graph)
    for body in graph.program.by_path.values():
        path = body.facts.path
        if path.endswith(".ipynb"):
            continue
        if body.facts.main_blocks or path.endswith("__main__.py"):
            yield Entry("main", f"python {path}", _grade(body, "runnable"), body, main=True)
        elif body not in imported and not graph.program.in_package(body.facts):
            if any(op[0] == ir.CALL for op in body.ops):
                yield Entry("script", f"python {path}", _grade(body, "runnable"), body, main=True)


def _imported(graph: CallGraph) -> set[Body]:
    return {
        edge.callee
        for edges in graph.edges.values()
        for edge in edges.values()
        if edge.certainty == "import"
    }


def _notebooks(graph: CallGraph) -> Iterator[Entry]:
    for body in graph.program.by_path.values():
        if body.facts.path.endswith(".ipynb"):
            name = f"notebook {body.facts.path}"
            yield Entry("notebook", name, _grade(body, "runnable"), body, main=True)


def _scripts(graph: CallGraph, project: Project) -> Iterator[Entry]:
    for script in project.scripts:
        for body in _named(graph, script.module, script.function):
            yield Entry(script.kind, script.name, "runnable", body, script=script)


def _named(graph: CallGraph, module: str, path: str) -> list[Body]:
    """The function or method that `module:path` names."""
    ev, program = graph.evaluator, graph.program
    name = module if module in program.modules else program.by_suffix(module)
    if name is None or name not in program.modules:
        return []
    if not path:
        return [program.modules[name]]
    values: Values = frozenset((module_value(ev, name),))
    for part in path.split("."):
        nearer: Values = frozenset()
        for value in values:
            if value is module_value(ev, name):
                nearer |= module_attribute(ev, module_value(ev, name), part)
            else:
                nearer |= attribute(ev, value, part)
        values = nearer
    return functions_of(graph, values)


def functions_of(graph: CallGraph, values: Iterable[Value], depth: int = 0) -> list[Body]:
    """The project functions among values, inside wrappers, lists and dictionaries too."""
    ev, found = graph.evaluator, list[Body]()
    for value in sorted(values, key=lambda v: v.order):
        if isinstance(value, Function):
            found.append(value.body)
        elif isinstance(value, (Bound, Wrapped, Partial)):
            found += functions_of(graph, (value.function,), depth)
        elif isinstance(value, (Container, Bundle)) and depth < 2:
            found += functions_of(graph, contents(ev, value), depth + 1)
        elif isinstance(value, Instance) and depth < 2:
            bound = attribute(ev, value, "__call__")
            found += functions_of(graph, (v for v in bound if isinstance(v, Bound)), depth + 1)
        elif isinstance(value, Class) and depth < 1:
            for name in ("__init__", "__call__"):
                inner = attribute(ev, value, name)
                found += functions_of(
                    graph, (v for v in inner if isinstance(v, Function)), depth + 1
                )
    return list(dict.fromkeys(found))


# -- frameworks -----------------------------------------------------------------------------------


def _handlers(graph: CallGraph, ruleset: Ruleset) -> Iterator[Entry]:
    """Functions that a framework was told about."""
    patterns = ruleset.entries
    calls = NameIndex(
        (n, p) for p in patterns if p.form in ("decorator", "call", "module") for n in p.names
    )
    for body in graph.program.bodies:
        for vid, name in graph.externals.get(body, ()):
            for pattern in calls.lookup(name):
                yield from _registered(graph, body, vid, name, pattern)
    yield from _methods(graph, [p for p in patterns if p.form in ("method", "class")])
    yield from _by_name(graph, [p for p in patterns if p.form == "name"])


def _registered(
    graph: CallGraph, body: Body, vid: int, name: str, pattern: EntryPattern
) -> Iterator[Entry]:
    ev, op = graph.evaluator, body.ops[vid]
    if op[0] != ir.CALL:
        return
    decorates = bool(op[7] & ir.DECORATOR)
    if pattern.form == "decorator":
        if not decorates or not op[2]:
            return
        handlers = ev.eval(body, op[2][0])
        maker = body.ops[op[1]]
        given = maker if maker[0] == ir.CALL else None
    elif pattern.form == "module":
        label = f"{pattern.kind} {body.facts.path}"
        yield Entry(pattern.kind, label, _grade(body, pattern.grade), body.module, main=True)
        return
    else:
        if decorates:
            return
        handlers = frozenset()
        for key in pattern.handler:
            handlers |= _argument(graph, body, op, key)
        given = op
    for handler in functions_of(graph, handlers):
        label = _label(graph, body, given, name, pattern, handler)
        grade = _grade(body, pattern.grade)
        yield Entry(pattern.kind, label, grade, handler, False, vid, body, handler=True)


def _argument(graph: CallGraph, body: Body, op: ir.Op, key: str | int) -> Values:
    if isinstance(key, int):
        if key < len(op[2]) and op[2][key] >= 0:
            return graph.evaluator.eval(body, op[2][key])
        return frozenset()
    for name, vid in op[3]:
        if name == key:
            return graph.evaluator.eval(body, vid)
    return frozenset()


def _label(
    graph: CallGraph,
    body: Body,
    call: ir.Op | None,
    name: str,
    pattern: EntryPattern,
    handler: Body,
) -> str:
    function = handler.code.name.rpartition(".")[2]
    first = ""
    if call is not None:
        values = _argument(graph, body, call, 0) or _argument(graph, body, call, "path")
        texts = [v.value for v in values if isinstance(v, Const) and isinstance(v.value, str)]
        first = sorted(texts)[0] if texts else ""
    verb = name.replace("()", "").rpartition(".")[2].upper()
    label = pattern.label or "{function}"
    if "{0}" in label and not first:
        label = label.replace("{0}", "{function}")
    return label.replace("{0}", first).replace("{verb}", verb).replace("{function}", function)


def _methods(graph: CallGraph, patterns: list[EntryPattern]) -> Iterator[Entry]:
    """Methods that a framework calls on subclasses of its classes."""
    index = NameIndex((n, p) for p in patterns for n in p.names)
    ev = graph.evaluator
    for body in graph.program.bodies:
        cls = class_of_body(ev, body) if body.code.kind == "class" else None
        if cls is None:
            continue
        names = external_bases(ev, cls) + _decorators(graph, body)
        for pattern in dict.fromkeys(p for name in names for p in index.lookup(name)):
            yield from _methods_of(graph, body, cls, pattern)


def _decorators(graph: CallGraph, body: Body) -> list[str]:
    from reach.flow.values import External

    if body.parent is None:
        return []
    found = []
    for vid in body.code.decorators:
        for value in graph.evaluator.eval(body.parent, vid):
            if isinstance(value, External):
                found.append(value.name)
    return found


def _methods_of(graph: CallGraph, body: Body, cls: Class, pattern: EntryPattern) -> Iterator[Entry]:
    every = not pattern.methods or "*" in pattern.methods
    for name, vid in body.code.exports.items():
        if name not in pattern.methods and not (every and not name.startswith("_")):
            continue
        for handler in functions_of(graph, graph.evaluator.eval(body, vid)):
            label = f"{cls.body.code.name}.{name}"
            grade = _grade(body, pattern.grade)
            yield Entry(pattern.kind, label, grade, handler, handler=True)


def _by_name(graph: CallGraph, patterns: list[EntryPattern]) -> Iterator[Entry]:
    """Functions that a platform finds by their name alone."""
    for pattern in patterns:
        for body in graph.program.bodies:
            if body.code.kind == "function" and body.name in pattern.names:
                grade = _grade(body, pattern.grade)
                yield Entry(pattern.kind, body.name, grade, body, handler=True)
            elif body.code.kind == "class" and body.name in pattern.names:
                cls = class_of_body(graph.evaluator, body)
                if cls is not None:
                    yield from _methods_of(graph, body, cls, pattern)


# -- deployment -----------------------------------------------------------------------------------


def _launched(graph: CallGraph, project: Project, handlers: list[Entry]) -> Iterator[Entry]:
    """Processes that deployment files start, and the handlers they serve."""
    for launch in project.launches:
        grade = "runnable" if launch.kind in PROGRAM_FILES else "deployed"
        started = list(_targets(graph, project, launch))
        for body, main in started:
            name = " ".join(launch.command)
            yield Entry(launch.kind, name, grade, body, main, launch=launch)
        if grade != "deployed" or launch.kind.endswith("-run"):
            continue
        loaded = _loaded(graph, [b for b, _ in started])
        for handler in handlers:
            place = handler.site.module if handler.site is not None else handler.body.module
            if place in loaded and handler.grade in ("exposed", "runnable"):
                yield replace(handler, grade=grade, launch=launch)


def _targets(graph: CallGraph, project: Project, launch: Launch) -> Iterator[tuple[Body, bool]]:
    program = graph.program
    if launch.target == "script":
        body = program.by_path.get(launch.name)
        if body is not None:
            yield body, True
    elif launch.target == "module":
        for name in (f"{launch.name}.__main__", launch.name):
            found = name if name in program.modules else program.by_suffix(name)
            if found is not None and found in program.modules:
                yield program.modules[found], True
                return
    elif launch.target == "application":
        module, _, path = launch.name.partition(":")
        for body in _named(graph, module, ""):
            yield body, False
        for body in _named(graph, module, path.removesuffix("()").partition("(")[0] or "app"):
            yield body, False
    elif launch.target == "program":
        for script in project.scripts:
            if script.name == launch.name:
                for body in _named(graph, script.module, script.function):
                    yield body, False


def _loaded(graph: CallGraph, start: list[Body]) -> set[Body]:
    """The modules in a process that begins with these bodies."""
    seen: set[Body] = set()
    work = [b.module for b in start]
    modules: dict[Body, list[Body]] = {}
    for caller, edges in graph.edges.items():
        for edge in edges.values():
            if edge.certainty == "import":
                modules.setdefault(caller.module, []).append(edge.callee)
    while work:
        body = work.pop()
        if body not in seen:
            seen.add(body)
            work += modules.get(body, [])
    return seen


# -- the rest -------------------------------------------------------------------------------------


def _public(graph: CallGraph) -> Iterator[Entry]:
    """What others may call: public names of modules; and everything in development files."""
    for body in graph.program.bodies:
        if body.facts.development:
            kind = "test" if "test" in body.facts.path else "example"
            yield Entry(kind, body.name, "development", body)
        elif body.code.kind != "lambda" and is_public(body):
            yield Entry("public-api", body.name, "public", body)


def is_public(body: Body) -> bool:
    """Whether a name is part of the public interface: no part of it starts with an underscore,
    and it is not local to a function."""
    scope = body.parent
    while scope is not None:
        if scope.code.kind in ("function", "lambda"):
            return False
        scope = scope.parent
    parts = body.name.split(".")
    return all(not p.startswith("_") or (p.startswith("__") and p.endswith("__")) for p in parts)
