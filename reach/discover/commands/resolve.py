"""From the processes of deployment files to launches."""

import posixpath
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from reach.discover.commands.builds import MAX_BUILDS, built
from reach.discover.commands.command import Command, Sourced
from reach.discover.commands.containers import container
from reach.discover.commands.install import fetches, installed, is_install
from reach.discover.commands.make import MAX_MADE, recipes
from reach.discover.commands.place import find_file, find_folder, move
from reach.discover.commands.scope import Scope
from reach.discover.commands.shell import Shell
from reach.discover.commands.started import Started
from reach.discover.commands.target import (
    LAMBDA_IMAGES,
    PATH,
    PYTHON,
    Scene,
    Target,
    doubt,
    handler_target,
    is_python,
    is_shell_script,
    just_written,
    launcher_target,
    named_by,
    python_target,
    script_target,
    sourced,
    unknown,
    unless_trivial,
)
from reach.discover.commands.unwrap import unwrap
from reach.discover.commands.wrappers import CHECKERS, EVERYDAY, FETCHERS, SHELLS, TOOLS
from reach.discover.embedded import Embedded
from reach.discover.environment import known, unfilled
from reach.discover.found import Process
from reach.discover.limits import MAX_COMMANDS, MAX_DEPLOYMENT_BYTES, MAX_SCRIPT_DEPTH, MAX_TEXT
from reach.discover.modules import Modules
from reach.discover.tree import Tree
from reach.later import regex
from reach.records.distributions import canonical
from reach.records.project import EnvValue, Launch, Skipped
from reach.rules.images import is_image

_OF_SHELLS = ("shell export", "shell variable", "gcloud variable")
"""What a shell hands to what it starts: exported, or written before the command or in it."""

_REMOTE = regex(r"^hf\.co/|://(?!localhost\b|127\.|0\.0\.0\.0|\[::|\$)|^git@")
SCRIPT = "shell-script"
"""Processes that count only where nothing else leads through the script."""


def resolve(
    processes: tuple[Process, ...],
    tree: Tree,
    modules: Modules,
    programs: Iterable[str],
    images: tuple[str, ...] = (),
) -> Started:
    """Every launch of every process, in order. `programs` are names that the project declares or
    installs, and others that count; `images` are patterns of those that serve what their
    arguments and their environment name."""
    names = frozenset(canonical(name) for name in programs)
    started, embedded = Started(), Embedded(tree)
    scripts = [process for process in processes if process.kind == SCRIPT]
    for process in (*(p for p in processes if p.kind != SCRIPT), *scripts):
        if process.kind == SCRIPT and process.path in started.followed:
            continue
        if started.allows(process):
            _Run(process, tree, modules, names, images, started, embedded).run()
    for process in filter(started.allows, list(started.builds)[:MAX_BUILDS]):
        _Run(process, tree, modules, names, images, started, embedded).run()
    started.sources = list(embedded.files.values())
    return started


class _Run:
    """One process: its command, and the shell scripts that this leads through."""

    def __init__(
        self,
        process: Process,
        tree: Tree,
        modules: Modules,
        programs: frozenset[str],
        images: tuple[str, ...],
        started: Started,
        embedded: Embedded,
    ) -> None:
        self._process = process
        self._programs = programs
        self._images = images
        self._serves = (
            process.arguments_only
            and is_image(process.image, images)
            and not self._is_program(process.command)
        )
        self._last: Target | None = None
        self._tree = tree
        self._modules = modules
        self._started = started
        self._embedded = embedded
        self._commands = self._made_calls = 0
        self._begun: Counter[tuple[str, int]] = Counter()
        self._texts: list[str] = []
        self._at: list[int] = []
        """For each launch, how many commands were read before it and with it."""

    def _is_program(self, command: tuple[str, ...]) -> bool:
        """Whether what an image is given begins with a program after all."""
        name = posixpath.basename(command[0]) if command else ""
        known = name in SHELLS | TOOLS or canonical(name or "-") in self._programs
        return known or PYTHON.fullmatch(name) is not None or name.endswith((".sh", ".py"))

    def run(self) -> None:
        process = self._process
        before = len(self._started.launches)
        lines = process.lines or (process.line,) * len(process.command)
        whole = Command(process.command, lines, process.environment, process.place.folder)
        whole = replace(whole, path=process.written or process.path)
        if process.in_shell:
            given = None if process.kind == SCRIPT else ()
            folder = process.place.folder
            path = process.written or process.path
            shell = self._shell(path, folder, process.environment, given)
            shell.scope.here = folder if process.kind == SCRIPT else None
            line = process.line if process.one_line else None
            self._script(shell, process.command[0], lines[0], line, 0)
        elif process.image and (self._serves or not (process.command or process.listing)):
            self._launch(Target("image", process.image, process.command), whole, process.line)
        elif process.command:
            self._command(whole, process.line if process.written else None, 0)
        if len(self._started.launches) == before and not process.listing:
            found = self._last or unknown("", "no program found in the command")
            self._launch(found, whole, process.line)
        for index, at in enumerate(self._at, start=before):
            later = tuple(t for t in self._texts[at:] if t.startswith(CHECKERS))
            launch = self._started.launches[index]
            self._started.launches[index] = replace(launch, later=later) if later else launch
        self._started.count(process, max(self._commands, 1))
        if self._commands > MAX_COMMANDS:
            reason = f"more than {MAX_COMMANDS} commands; the rest was not followed"
            self._started.skipped.append(Skipped(process.path, reason, process.line))

    def _shell(
        self,
        path: str,
        folder: str,
        environment: tuple[EnvValue, ...],
        positional: tuple[str, ...] | None = (),
    ) -> Shell:
        known = {value.name: value for value in environment}
        return Shell(Scope(path, known, positional), folder, move, sourced=self._sourced)

    def _sourced(self, path: str, folder: str) -> Sourced | None:
        found = sourced(path, self._tree, replace(self._process.place, folder=folder))
        self._started.followed.update(() if found is None else (found.path,))
        return found

    def _script(self, shell: Shell, text: str, first: int, line: int | None, depth: int) -> None:
        """The commands of shell text. `line` is what launches are given, if not their own line."""
        for command in shell.commands(text, first):
            path = command.path or shell.scope.path
            if line is not None and path == self._process.path:
                command = replace(command, lines=(line,) * len(command.lines))
            self._command(replace(command, path=path), line or command.reached or None, depth)
        if shell.incomplete:
            self._commands = MAX_COMMANDS + 1

    def _command(self, command: Command, line: int | None, depth: int) -> None:
        self._commands += 1
        self._texts.append(" ".join(command.argv)[:MAX_TEXT])
        if self._commands > MAX_COMMANDS or not command.argv:
            return
        at = command.lines[0] if line is None else line
        argv, environment = unwrap(command.argv, command.environment, self._process.path, at)
        if not argv:
            return
        inner = replace(
            command,
            argv=argv,
            lines=(command.lines[:1] * len(argv) + command.lines)[-len(argv) :],
            environment=environment,
        )
        if self._nested(inner, line, depth) or self._build(inner):
            return
        if depth < MAX_SCRIPT_DEPTH and self._container(inner, at, line, depth):
            return
        if is_install(argv):
            self._started.requirements.extend(
                installed(argv, self._process.path, at, self._process.kind)
            )
            if not fetches(argv):
                return
        target = self._target(inner, depth)
        for each in (target, *target.more) if target is not None else ():
            own = each.line if line is None and each.line is not None else at
            self._launch(each, replace(command, environment=environment), own)

    def _container(self, command: Command, at: int, line: int | None, depth: int) -> bool:
        """Follow `docker run`: into an image that serves, or to the command that it is given."""
        found = container(command)
        if found is None:
            return False
        rest = tuple(w for w in (found.entrypoint,) if w) + command.argv[found.start :]
        lines = command.lines[len(command.lines) - len(rest) :] if rest else command.lines[:1]
        inner = replace(command, argv=rest, lines=lines, environment=found.environment)
        if is_image(found.image, self._images) and not self._is_program(rest):
            whole = replace(command, environment=found.environment)
            self._launch(Target("image", found.image, rest), whole, at)
        elif rest:
            self._command(inner, line, depth + 1)
        return bool(rest) or is_image(found.image, self._images)

    def _build(self, command: Command) -> bool:
        """Note the images that a command builds with arguments of its own."""
        place = replace(self._process.place, folder=command.folder)
        found = built(command, self._process.variables, self._tree, place)
        if found is None:
            return False
        self._started.builds.update(dict.fromkeys(found.processes))
        self._started.environment.extend(found.environment)
        return True

    def _nested(self, command: Command, line: int | None, depth: int) -> bool:
        """Follow commands that run shell text or a shell script; False for all others."""
        argv, name = command.argv, posixpath.basename(command.argv[0])
        at = command.lines[0] if line is None else line
        if name == "eval":
            return self._text(command, " ".join(argv[1:]), command.lines[0], (), line, depth)
        if name in SHELLS:
            return self._shell_command(command, line, depth)
        if name in ("make", "gmake"):
            return self._made(command, at, depth)
        if name in ("source", "."):
            return False  # the shell itself reads what it can
        if "/" in argv[0]:
            return self._follow(argv[0], argv[1:], command, at, depth)
        for folder in PATH:
            if self._follow(f"{folder}/{name}", argv[1:], command, at, depth, guess=False):
                return True
        return name.endswith((".sh", ".bash")) and self._follow(
            argv[0], argv[1:], command, at, depth
        )

    def _shell_command(self, command: Command, line: int | None, depth: int) -> bool:
        argv = command.argv
        position = 1
        while position < len(argv) and argv[position][:1] in ("-", "+"):
            word = argv[position]
            if not word.startswith("--") and "c" in word[1:] and position + 1 < len(argv):
                text, first = argv[position + 1], command.lines[position + 1]
                return self._text(command, text, first, argv[position + 3 :], line, depth)
            position += 2 if word in ("-o", "+o", "--rcfile", "--init-file") else 1
        if position < len(argv):
            at = command.lines[0] if line is None else line
            return self._follow(argv[position], argv[position + 1 :], command, at, depth)
        if command.body is not None:
            return self._text(command, command.body[0], command.body[1], (), line, depth)
        return False

    def _made(self, command: Command, line: int, depth: int) -> bool:
        """Follow make to the recipes that it runs, each in a shell of its own."""
        place = replace(self._process.place, folder=command.folder)
        self._made_calls += 1
        inside = depth < MAX_SCRIPT_DEPTH and self._made_calls <= MAX_MADE
        found = recipes(command.argv, self._tree, place, command.environment) if inside else []
        for recipe in found:
            shell = self._shell(recipe.path, recipe.folder, command.environment)
            self._script(shell, recipe.text, recipe.line, line, depth + 1)
        return bool(found)

    def _text(
        self,
        command: Command,
        text: str,
        first: int,
        arguments: tuple[str, ...],
        line: int | None,
        depth: int,
    ) -> bool:
        if depth >= MAX_SCRIPT_DEPTH:
            return False
        shell = self._shell(
            command.path, command.folder, command.environment, arguments or command.positional
        )
        self._script(shell, text, first, line, depth + 1)
        return True

    def _follow(
        self,
        path: str,
        arguments: tuple[str, ...],
        command: Command,
        line: int,
        depth: int,
        guess: bool = True,
    ) -> bool:
        """Read a shell script of the tree, and what it starts as if it stood in this command."""
        place = replace(self._process.place, folder=command.folder)
        file = None if doubt(path) else find_file(self._tree, place, path, guess=guess)
        if file is None or file.endswith(".py") or depth >= MAX_SCRIPT_DEPTH:
            return False
        text = self._tree.text(file, MAX_DEPLOYMENT_BYTES)
        if isinstance(text, Skipped):
            self._started.skipped.append(text)
            return False
        if not is_shell_script(file, text):
            return False
        self._started.followed.add(file)
        shell = self._shell(file, command.folder, command.environment, arguments)
        shell.scope.here = posixpath.dirname(move(command.folder, path))
        self._script(shell, text, 1, line, depth + 1)
        return True

    def _target(self, command: Command, depth: int) -> Target | None:
        """What a command starts; None for everyday commands among many."""
        argv, name = command.argv, posixpath.basename(command.argv[0])
        place = replace(self._process.place, folder=command.folder)
        scene = Scene(self._tree, self._modules, place, command.environment)
        named = named_by(self._process.kind, argv, scene)
        if named is not None:
            return named
        if doubt(argv[0]):
            self._last = unknown(argv[0], doubt(argv[0]))
            return None
        if PYTHON.fullmatch(name):
            found = just_written(python_target(argv, scene, command.body), command)
            return unless_trivial(found, argv)
        launched = launcher_target(argv, scene)
        if launched is not None:
            return launched
        if self._process.image.startswith(LAMBDA_IMAGES) and "." in argv[0]:
            return handler_target(argv[0], scene)
        if argv[0].startswith("-"):
            return Target("image", self._process.image, argv) if self._process.image else None
        if "/" in argv[0] or name.endswith(".py"):
            found = script_target(argv[0], argv[1:], scene)
            if is_python(self._tree, found) or name.endswith((".py", ".sh")):
                return found
        return self._program(argv, name, depth)

    def _program(self, argv: tuple[str, ...], name: str, depth: int) -> Target | None:
        """A program that is no Python file. Among many commands only those count that the project
        declares or installs, and the tools that fetch models."""
        target = Target("program", name, argv[1:])
        alone = not self._process.listing and depth == 0
        if alone and not (name in EVERYDAY and self._process.in_shell):
            return target
        if name in FETCHERS and not any(_REMOTE.search(word) for word in argv):
            return None
        if is_install(argv):
            return target
        if name in TOOLS or canonical(name) in self._programs:
            return target
        self._last = target if name not in EVERYDAY else self._last
        return None

    def _launch(self, target: Target, command: Command, line: int) -> None:
        process = self._process
        self._begun[start := (command.path, command.lines[0] if command.lines else line)] += 1
        self._started.environment.extend(
            value for value in command.environment if value.kind in _OF_SHELLS
        )
        self._started.launches.append(
            Launch(
                kind=process.kind,
                path=process.path,
                line=line,
                command=command.argv,
                target=target.target,
                name=target.name,
                arguments=target.arguments,
                environment=known(command.environment),
                reason=target.reason,
                source=self._code(target, command, line) if target.target == "code" else "",
                written=command.path,
                lines=command.lines,
                nth=self._begun[start] - 1,
                unset=process.unset,
                unfilled=unfilled(command.environment),
                variables=known((*process.variables, *command.variables)),
                replaceable=command.replaceable,
            )
        )
        self._at.append(len(self._texts))

    def _code(self, target: Target, command: Command, line: int) -> str:
        """The source that Python text becomes; its words begin where the command's last do."""
        place = replace(self._process.place, folder=command.folder)
        folder = find_folder(self._tree, place, ".")
        texts = [
            at for word, at in zip(command.argv, command.lines, strict=False) if word == target.name
        ]
        first = target.line if target.line is not None else (texts or [line])[0]
        return self._embedded.add(target.name, command.path, first, folder)
