"""What one simple command starts, once its wrappers are off."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace

from reach.discover.commands.arguments import first_operand, parse
from reach.discover.commands.command import Command, Sourced
from reach.discover.commands.launchers import LAUNCHERS, MODULES, Launcher
from reach.discover.commands.place import find_file, find_folder, move
from reach.discover.commands.wrappers import PYTHON_WRAPPERS, SHELLS
from reach.discover.found import Place
from reach.discover.limits import MAX_CONFIG_BYTES, MAX_DEPLOYMENT_BYTES, MAX_TEXT
from reach.discover.modules import Modules
from reach.discover.tree import Tree
from reach.later import regex
from reach.records.project import EnvValue, Skipped, SourceFile
from reach.records.record import dataclass

PYTHON = regex(r"(?:python|pypy|pythonw)(?:\d+(?:\.\d+)*)?t?")
PATH = ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin", "/opt/bin")
"""Where a shell looks for programs."""

LAMBDA_IMAGES = ("public.ecr.aws/lambda/python", "amazon/aws-lambda-python")
"""Images whose command is a handler."""

_UNKNOWN = regex(r"\$(?:\{(\w+|[@*])[^}]*\}|[({`]|\{\{)|`")
_WSGI_APP = regex(r"^wsgi_app\s*=\s*[\"']([^\"'\n]+)[\"']", re.MULTILINE)
_APPLICATION = regex(r"([\w./-]+?)(?::([A-Za-z_][\w.]*)(?:\(.*\))?)?", re.DOTALL)

_APPLICATIONS = frozenset(("bentofile", "prefect-deployment"))
"""Kinds of processes whose third word is an application, and the rest what it is given."""

_CLASSES = frozenset(("cog-predict", "cog-train", "mlserver-model", "truss-model"))
"""Kinds of processes whose one word is a class or a function."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a command leads: the fields of a launch that it decides."""

    target: str
    name: str
    arguments: tuple[str, ...] = ()
    reason: str = ""
    line: int | None = None
    """Line of inline code, where it is not that of the command."""
    more: tuple["Target", ...] = ()
    """What the same command leads to besides: modules that a worker is told to import."""


def unknown(name: str, reason: str) -> Target:
    """A command that starts something that cannot be told."""
    return Target("unknown", name[:MAX_TEXT], (), reason)


def doubt(text: str) -> str:
    """Why a text is not known in full; empty when it is."""
    match = _UNKNOWN.search(text)
    if match is None:
        return ""
    if match[1]:
        return f"variable {match[1]} has no known value"
    return "a substitution cannot be followed"


@dataclass(frozen=True, slots=True)
class Scene:
    """What a command sees: the tree, where it stands in it, and its environment."""

    tree: Tree
    modules: Modules
    place: Place
    environment: tuple[EnvValue, ...]

    def variable(self, name: str) -> str | None:
        """The value of an environment variable."""
        return next((item.value for item in self.environment if item.name == name), None)

    def module(self, dotted: str, folder: str | None = None) -> SourceFile | None:
        """The file of a module that the process imports."""
        near = self._near(folder)
        return self._on_path(dotted, folder) or self.modules.find(dotted, near)

    def doubt(self, dotted: str, source: SourceFile | None, folder: str | None = None) -> str:
        """Why a module is none that the process imports: the only one of its name serves a test or
        an example somewhere else."""
        if source is None or not source.development or "." in dotted:
            return ""
        beside = self._on_path(dotted, folder) or self.modules.find_in(dotted, self._near(folder))
        inside = self.place.context and source.path.startswith(f"{self.place.context}/")
        return "" if beside or inside else f"no module {dotted[:200]} where it is started"

    def _on_path(self, dotted: str, folder: str | None) -> SourceFile | None:
        path = (self.variable("PYTHONPATH") or "").split(":")
        stem = dotted.replace(".", "/")
        for base in (*([folder] if folder else []), "", *(entry for entry in path if entry)):
            for end in (".py", "/__init__.py"):
                file = posixpath.join(base, stem + end)
                found = self.modules.at(find_file(self.tree, self.place, file, guess=False))
                if found is not None:
                    return found
        return None

    def _near(self, folder: str | None) -> list[str]:
        here = find_folder(self.tree, self.place, folder or "")
        return self.modules.near(self.place.context if here is None else here)


def python_target(argv: tuple[str, ...], scene: Scene, body: tuple[str, int] | None) -> Target:
    """What `python …` runs."""
    position = 1
    while position < len(argv):
        word = argv[position]
        if word in ("-W", "-X", "--check-hash-based-pycs"):
            position += 2
        elif word == "-m" or (word.startswith("-") and word.endswith("m") and word[1:].isalpha()):
            return _module_target(argv[position + 1 :], scene, body)
        elif word == "-c" or (word[:1] == "-" and word[1:2] != "-" and word.endswith("c")):
            code = argv[position + 1] if position + 1 < len(argv) else ""
            return Target("code", code, argv[position + 2 :])
        elif word == "-" or not word.startswith("-"):
            break
        else:
            position += 1
    rest = argv[position:]
    if body is not None and (not rest or rest[0] in ("-", "/dev/stdin")):
        return Target("code", body[0], rest[1:], line=body[1])
    if not rest or rest[0] == "-":
        return unknown(argv[0], "an interactive interpreter, or code from its input")
    started = launcher_target(tuple(rest), scene) if rest[0].endswith(".py") else None
    return started or script_target(rest[0], rest[1:], scene)


def just_written(target: Target, command: Command) -> Target:
    """The text of a file that is not in the tree where the script wrote it before."""
    path = posixpath.normpath(posixpath.join(command.folder, target.name))
    for file in command.files if target.target == "unknown" else ():
        if file.path == path and target.name in command.argv:
            arguments = command.argv[command.argv.index(target.name) + 1 :]
            return Target("code", file.text, arguments, line=file.line)
    return target


def script_target(path: str, arguments: tuple[str, ...], scene: Scene) -> Target:
    """A Python file, or a folder with a `__main__.py`."""
    reason = doubt(path)
    if reason:
        return unknown(path, reason)
    folder = find_folder(scene.tree, scene.place, path)
    if folder is not None:
        path = posixpath.join(path, "__main__.py")
    file = find_file(scene.tree, scene.place, path)
    if file is None:
        return unknown(path, f"no file {path[:200]} in the tree")
    return Target("script", file, arguments)


def sourced(path: str, tree: Tree, place: Place) -> Sourced | None:
    """The script of the tree that `source path` reads."""
    file = None if doubt(path) else find_file(tree, place, path)
    text = tree.text(file, MAX_DEPLOYMENT_BYTES) if file is not None else None
    if file is None or not isinstance(text, str) or not is_shell_script(file, text):
        return None
    return Sourced(file, text, posixpath.dirname(move(place.folder, path)))


def is_shell_script(file: str, text: str) -> bool:
    """Whether a file is one by its first line, or by its name."""
    first = text.partition("\n")[0]
    if first.startswith("#!"):
        return any(word.rpartition("/")[2] in SHELLS for word in first[2:].split())
    return file.endswith((".sh", ".bash"))


def _module_target(rest: Sequence[str], scene: Scene, body: tuple[str, int] | None) -> Target:
    """What `python -m …` runs."""
    if not rest:
        return unknown("-m", "no module is named")
    dotted, arguments = rest[0], tuple(rest[1:])
    reason = doubt(dotted)
    if reason:
        return unknown(dotted, reason)
    if dotted in PYTHON_WRAPPERS:
        start = first_operand(arguments, 0, PYTHON_WRAPPERS[dotted], ("-m", "-c", "run"))
        if start < len(arguments) and arguments[start] == "run":
            start = first_operand(arguments, start + 1, PYTHON_WRAPPERS[dotted], ("-m", "-c"))
        if len(arguments) - start > 0:
            return python_target(("python", *arguments[start:]), scene, body)
    if dotted == "awslambdaric" and arguments:
        return handler_target(arguments[0], scene)
    launcher = launcher_target((*MODULES.get(dotted, (dotted,)), *arguments), scene)
    if launcher is not None:
        return launcher
    source = scene.module(dotted) or scene.module(f"{dotted}.__main__")
    reason = scene.doubt(dotted, source)
    if source is None or reason:
        return unknown(dotted, reason) if reason else Target("module", dotted, arguments)
    if source.is_package:
        source = scene.module(f"{dotted}.__main__") or source
    return Target("module", source.module, arguments)


def named_by(kind: str, argv: tuple[str, ...], scene: Scene) -> Target | None:
    """What the words of a process name that is no command line; None where they are one."""
    if kind in _CLASSES:
        return application_target(argv[0], "", scene, None)
    if kind in _APPLICATIONS:
        return replace(application_target(argv[2], "", scene, None), arguments=argv[3:])
    return handler_target(argv[0], scene) if kind == "serverless-function" else None


def handler_target(text: str, scene: Scene) -> Target:
    """A serverless handler: `package/module.function` or `package.module.function`."""
    dotted, _, attribute = text.replace("/", ".").rpartition(".")
    source = scene.module(dotted) if dotted else None
    if not dotted or doubt(text):
        return unknown(text, doubt(text) or "the handler is not module.function")
    return Target("application", f"{source.module if source else dotted}:{attribute}")


def launcher_target(argv: tuple[str, ...], scene: Scene) -> Target | None:
    """What a launcher of `LAUNCHERS` runs; None for every other program."""
    for launcher in LAUNCHERS.get(posixpath.basename(argv[0]), ()):
        arguments = parse(argv, 1, launcher.switches)
        words = tuple(argv[i] for i in arguments.operands[: len(launcher.words)])
        if words != launcher.words:
            continue
        operands = arguments.operands[len(launcher.words) :]
        if launcher.form == "script":
            return _launched_script(argv, launcher, scene)
        found = _application(argv, launcher, arguments.options, operands, scene)
        if launcher.imports:
            name = found.name.rpartition(":")[2]
            others = (application_target(argv[i], name, scene, None) for i in operands[1:])
            return replace(found, more=tuple(others))
        if "run" in launcher.words and found.target == "application":
            return replace(found, arguments=tuple(argv[i] for i in operands[1:]))
        return found
    return None


def _launched_script(argv: tuple[str, ...], launcher: Launcher, scene: Scene) -> Target:
    position = 1
    for _ in launcher.words:
        position = first_operand(argv, position, launcher.switches) + 1
    start = first_operand(argv, position, launcher.switches)
    rest = argv[start:]
    if not rest:
        return unknown(argv[0], "no script is named")
    if any(switch in argv[position:start] for switch in launcher.module_switches):
        return _module_target(rest, scene, None)
    return script_target(rest[0].partition("::")[0], rest[1:], scene)


def _application(
    argv: tuple[str, ...],
    launcher: Launcher,
    options: dict[str, str],
    operands: list[int],
    scene: Scene,
) -> Target:
    named = [options[name] for name in launcher.named_by if options.get(name)]
    variable = scene.variable(launcher.variable) if launcher.variable else None
    text = named[0] if named else argv[operands[0]] if operands and not launcher.named_by else ""
    if not text and operands and "run" in launcher.words:
        text = argv[operands[0]]
    text = text or variable or _default_file(launcher, scene) or _configured(argv, options, scene)
    if not text:
        return unknown(argv[0], "no application is named")
    attributes = [options[name] for name in launcher.attribute_by if options.get(name)]
    folders = [options[name] for name in launcher.folder if options.get(name)]
    attribute = attributes[0] if attributes else launcher.attribute
    return application_target(text, attribute, scene, folders[0] if folders else None)


def _configured(argv: tuple[str, ...], options: dict[str, str], scene: Scene) -> str:
    """The application that a configuration file of gunicorn names."""
    if posixpath.basename(argv[0]) != "gunicorn":
        return ""
    named = options.get("-c") or options.get("--config") or "gunicorn.conf.py"
    file = find_file(scene.tree, scene.place, named.removeprefix("file:"), guess=False)
    text = scene.tree.text(file, MAX_CONFIG_BYTES) if file is not None else ""
    match = _WSGI_APP.search(text) if isinstance(text, str) else None
    return match[1] if match is not None else ""


def _default_file(launcher: Launcher, scene: Scene) -> str:
    for path in launcher.defaults:
        if find_file(scene.tree, scene.place, path, guess=False) is not None:
            return path
    return ""


def application_target(text: str, attribute: str, scene: Scene, folder: str | None) -> Target:
    """`module:attribute`, `module:factory()`, `module`, or a file instead of the module."""
    reason = doubt(text)
    match = _APPLICATION.fullmatch(text[:MAX_TEXT])
    if reason or match is None:
        return unknown(text, reason or "not module:attribute")
    module, named = match[1], match[2] or ""
    if module.endswith(".py") or "/" in module:
        path = posixpath.join(folder or "", module)
        file = find_file(scene.tree, scene.place, path if path.endswith(".py") else f"{path}.py")
        source = scene.modules.at(file)
        if source is None:
            return unknown(text, f"no file {module[:200]} in the tree")
        return Target("application", f"{source.module}:{named or attribute}")
    source = scene.module(module, folder)
    reason = scene.doubt(module, source, folder)
    if reason:
        return unknown(text, reason)
    name = _importable(module, named, attribute, scene, folder, source)
    return Target("application", name)


def _importable(
    module: str,
    named: str,
    attribute: str,
    scene: Scene,
    folder: str | None,
    source: SourceFile | None,
) -> str:
    outer, _, last = module.rpartition(".")
    if source is None and outer and not named:  # `package.module.attribute`
        around = scene.module(outer, folder)
        if around is not None:
            return f"{around.module}:{last}"
    if source is not None and source.is_package and not named:
        inner = scene.module(f"{module}.celery", folder) if attribute == "app" else None
        source = inner or source
    return f"{source.module if source else module}:{named or attribute}"


def unless_trivial(target: Target, argv: tuple[str, ...]) -> Target | None:
    """`python --version`, `python -m pip …` and `python -m venv …` start nothing of interest."""
    if target.target == "module" and target.name in ("pip", "venv", "ensurepip", "uv", "build"):
        return None if not any("://" in word for word in argv) else target
    if target.target == "unknown" and argv[1:2] in (("--version",), ("-V",), ("-VV",)):
        return None
    return target


def is_python(tree: Tree, target: Target) -> bool:
    """True for a Python file by its name or by its first line."""
    if target.target != "script" or target.name.endswith((".py", ".ipynb")):
        return target.target == "script"
    content = tree.read(target.name, MAX_DEPLOYMENT_BYTES)
    if isinstance(content, Skipped):
        return False
    first = content.partition(b"\n")[0]
    return first.startswith(b"#!") and b"python" in first
