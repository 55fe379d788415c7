"""Entry points: where the program is entered, by whom, and how strongly that is known."""

from collections.abc import Iterator
from dataclasses import replace

from reach.discover.commands.launchers import DEPLOYING
from reach.discover.development import is_development
from reach.discover.tree import folder_of, join
from reach.flow.attributes import attribute
from reach.flow.bodies import Body
from reach.flow.contexts import Context
from reach.flow.modules import module_attribute, module_value
from reach.flow.program import Program
from reach.flow.values import Values
from reach.graph.build import CallGraph
from reach.graph.dependencies import inject
from reach.graph.entry import STRENGTH, Entry, functions_of, graded
from reach.graph.frameworks import handlers_of, imported
from reach.graph.hosted import told
from reach.graph.launches import managed
from reach.graph.loaded import Loading
from reach.graph.public import handed_on, is_inherited, is_public, put_in_place
from reach.graph.subcommands import Subcommands, is_command
from reach.graph.working import run_by_workers
from reach.records import code as ir
from reach.records.project import Launch, Project
from reach.records.rule import Ruleset
from reach.rules import NameIndex

__all__ = ["STRENGTH", "Entry", "find_entries"]

PROGRAM_FILES = frozenset(
    """
    devcontainer docker-bake jenkins justfile pre-commit-hook tox
    azure-pipeline azureml-job buildspec circleci cloud-build dockerfile-stage dvc-stage
    github-workflow gitlab-ci makefile
    mlproject notebook-command package-script project-task shell-script taskfile workflow
    """.split()
)
"""Kinds of launches that run a program, but deploy nothing."""


MAX_LAUNCHES = 128
"""Deployments of one entry point that are told apart."""

MAX_NAME = 120
"""Longest command that names an entry point."""


def find_entries(graph: CallGraph, project: Project, ruleset: Ruleset) -> list[Entry]:
    """All entry points, strongest first."""
    found: list[Entry] = []
    embedded = {source.path for source in project.sources if source.inside}
    starting = NameIndex((name, True) for name in ruleset.programs)
    for each in (_programs(graph, starting), _notebooks(graph)):
        found += (e for e in each if e.body.facts.path not in embedded)
    found += _scripts(graph, project)
    handlers = inject(graph, list(handlers_of(graph, ruleset)))
    found += handlers
    asked = (e for e in handlers if e.handler and not e.given and e.grade == "exposed")
    graph.evaluator.handlers.update((e.body, e.name) for e in asked)
    found += run_by_workers(list(_launched(graph, project, handlers)), ruleset.entries)
    programs = {e.body for e in found if e.main}
    found += (e for e in _public(graph, programs) if e.body.facts.path not in embedded)
    return _unique(found)


def _unique(found: list[Entry]) -> list[Entry]:
    """One entry point for each place, the strongest; the deployments that start it kept."""
    unique: dict[tuple[Body, bool, str, Context | None], Entry] = {}
    launches: dict[tuple[Body, bool, str, Context | None], dict[Launch, tuple[Body, ...]]] = {}
    for entry in sorted(found, key=lambda e: -STRENGTH[e.grade]):
        key = (entry.body, entry.main, entry.kind if entry.launch else "", entry.closure)
        first = unique.setdefault(key, entry)
        if entry.launch is not None and entry.grade == first.grade:
            launches.setdefault(key, {})[entry.launch] = entry.programs
    return [_started(e, launches[key]) if key in launches else e for key, e in unique.items()]


def _started(entry: Entry, launches: dict[Launch, tuple[Body, ...]]) -> Entry:
    """An entry point with all that start it."""
    programs = dict.fromkeys(body for begun in launches.values() for body in begun)
    return replace(entry, also=tuple(launches)[1:MAX_LAUNCHES], programs=tuple(programs))


def _programs(graph: CallGraph, starting: NameIndex[bool]) -> Iterator[Entry]:
    """Modules with a `__main__` block, and scripts that do their work at the top."""
    used = imported(graph)
    for body in graph.program.by_path.values():
        path = body.facts.path
        if path.endswith(".ipynb"):
            continue
        if body.facts.main_blocks or path.endswith("__main__.py"):
            yield Entry("main", f"python {path}", graded(body, "runnable"), body, main=True)
        elif body not in used and _is_script(graph, body, starting):
            yield Entry("script", f"python {path}", graded(body, "runnable"), body, main=True)


def _is_script(graph: CallGraph, body: Body, starting: NameIndex[bool]) -> bool:
    """Whether a module that nobody imports does its work when it is loaded. Of those of a package
    that is said of the ones that read a command line or start a server."""
    if graph.program.in_package(body.facts):
        asks = any(op[0] == ir.ATTR and op[2] == "argv" for op in body.ops)
        return asks or any(starting.lookup(name) for _, name in graph.externals_of(body))
    return any(op[0] == ir.CALL for op in body.ops)


def _notebooks(graph: CallGraph) -> Iterator[Entry]:
    for body in graph.program.by_path.values():
        if body.facts.path.endswith(".ipynb"):
            name = f"notebook {body.facts.path}"
            yield Entry("notebook", name, graded(body, "runnable"), body, main=True)


def _scripts(graph: CallGraph, project: Project) -> Iterator[Entry]:
    for script in project.scripts:
        for body in _named(graph, script.module, script.function):
            yield Entry(script.kind, script.name, "runnable", body, script=script)


def _named(graph: CallGraph, module: str, path: str) -> list[Body]:
    """The function or method that `module:path` names."""
    ev, program = graph.evaluator, graph.program
    ev.begin()
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


# -- deployment -----------------------------------------------------------------------------------


def _launched(graph: CallGraph, project: Project, handlers: list[Entry]) -> Iterator[Entry]:
    """Processes that deployment files start, and the handlers they serve. Of a program's commands
    a process runs those that its words name; where they name none, it may be any."""
    commands = Subcommands(graph, handlers)
    loading: Loading | None = None
    for launch in project.launches:
        grade = launch_grade(launch)
        started = list(targets(graph, project, launch))
        if started and all(
            "test" in body.facts.path and body.facts.development for body, _ in started
        ):
            grade = "development"  # an image, or a step, that only runs tests
        handled = {e.body for e in handlers} if launch.kind in _SERVED else ()
        for body, main in started:
            name = launch_name(launch)
            if body in handled:
                continue
            yield Entry(launch.kind, name, grade, body, main, launch=launch)
        named = commands.chosen(launch, handlers) if grade == "runnable" else []
        if grade != "deployed" and not named:
            continue
        loading = loading or Loading(graph)
        loaded = loading.loaded_by([b for b, _ in started])
        if grade == "runnable":
            yield from (replace(e, launch=launch) for e in named if loaded.issuperset(_places(e)))
            continue
        programs = [body for body, main in started if main]
        served = [e for e in handlers if loaded.issuperset(_places(e)) or _is_beside(e, programs)]
        served += told(launch, handlers)
        alone, own = _ALONE.get(launch.kind), dict.fromkeys(body for body, _ in started)
        served = [e for e in served if e.kind != alone or e.body in own]
        begun = tuple(dict.fromkeys(body.module for body in own))
        served = [e for e in served if not commands.of_another(e, begun)]
        chosen = commands.chosen(launch, served)
        for handler in chosen if launch.kind.endswith("-run") else served:
            if chosen and is_command(handler) and handler not in chosen:
                continue
            if handler.grade in ("exposed", "runnable"):
                yield replace(handler, grade=grade, launch=launch, programs=begun)


def _is_beside(entry: Entry, programs: list[Body]) -> bool:
    """Whether a module is one of a folder that a started program serves: a page."""
    folder, _, _ = entry.body.facts.path.rpartition("/")
    return bool(entry.beside) and any(
        folder == join(folder_of(program.facts.path), entry.beside) for program in programs
    )


def _places(entry: Entry) -> set[Body]:
    """The modules that have to be loaded for a handler to be there: that where it is registered,
    its own, and that of what it wraps."""
    own = entry.body
    return {own.module, (entry.site or own).module, (entry.written or own).module}


def launch_grade(launch: Launch) -> str:
    """The grade of what a deployment file starts."""
    if is_development(launch.path):
        return "development"
    deployed = launch.command[:2] in DEPLOYING or launch.kind not in PROGRAM_FILES
    return "deployed" if deployed else "runnable"


def launch_name(launch: Launch) -> str:
    """A command as one line; code that it holds is left out."""
    words = [w for w in launch.command if launch.target != "code" or w != launch.name]
    words = words[1:] if words[:1] == ["exec"] else words
    text = " ".join(" ".join(words).split()) or f"image {launch.name}"
    return text if len(text) <= MAX_NAME else text[:MAX_NAME] + "…"


_SERVED = {
    "cog-predict": ("setup", "predict", "run"),
    "cog-train": ("train",),
    "mlserver-model": ("load", "predict", "predict_stream", "unload"),
}
"""Kind of a launch that names a class -> the methods of it that are called."""

_ALONE = {"mlserver-model": "mlserver-model", "prefect-deployment": "prefect-flow"}
"""Kind of a launch -> the kind of handlers of which it serves those alone that it names."""


def targets(graph: CallGraph, project: Project, launch: Launch) -> Iterator[tuple[Body, bool]]:
    """What a launch enters, and whether that is run as a program."""
    program = graph.program
    if launch.target == "script":
        body = program.by_path.get(launch.name)
        if body is not None:
            yield body, True
        yield from ((handle, False) for handle in _handles(program, launch))
    elif launch.target == "code":
        body = program.by_path.get(launch.source)
        if body is not None:
            yield body, True
    elif launch.target == "module":
        yield from ((handle, False) for handle in _handles(program, launch))
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
        for method in _SERVED.get(launch.kind, ()):  # of a class, whatever it inherits from
            for body in _named(graph, module, f"{path}.{method}"):
                yield body, False
    elif launch.target == "program":
        yield from ((handle, False) for handle in _handles(program, launch))
        for script in project.scripts:
            if script.name == launch.name:
                for body in _named(graph, script.module, script.function):
                    yield body, False


def _handles(program: Program, launch: Launch) -> Iterator[Body]:
    """What a command of Django that a launch names does."""
    modules = {program.by_path[path] for path in managed(program, launch)}
    for body in program.bodies if modules else ():
        if body.module in modules and body.owner is not None and body.bound_name == "handle":
            yield body


# -- the rest -------------------------------------------------------------------------------------


def _public(graph: CallGraph, programs: set[Body]) -> Iterator[Entry]:
    """What others may call: public names of modules; and everything in development files. Nobody
    imports a notebook."""
    known = handed_on(graph)
    for body in graph.program.bodies:
        if body in programs or body.facts.path.endswith(".ipynb"):
            continue
        if body.facts.development:
            kind = "test" if "test" in body.facts.path else "example"
            yield Entry(kind, body.name, "development", body)
        elif body.code.kind != "lambda" and (is_public(body, known) or is_inherited(graph, body)):
            entry = Entry("public-api", body.name, "public", body)
            wrappers = put_in_place(graph, body) if body.code.decorators else []
            for each in wrappers:
                yield replace(entry, body=each.body, closure=each.closure, written=body)
            if not wrappers:
                yield entry
