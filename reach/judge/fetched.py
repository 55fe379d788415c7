"""What commands of the project fetch to which path, `hf download X --local-dir models/x`: those
that build an image, and those of scripts.

A path is compared as it is written; whether the program runs in the folder that the command ran in
is not known."""

import posixpath
from collections.abc import Iterable
from dataclasses import replace

from reach.discover.development import is_development
from reach.flow.values import Const
from reach.identify.commands import words_of
from reach.judge.commands import CommandJudge, CommandUse
from reach.records.finding import Artifact
from reach.records.project import Launch

MAX_COMMANDS = 400
"""Commands that fetch something which are looked at."""

_TOO_WIDE = ("", ".", "..", "/", "~", "/root", "/app")
"""Folders that hold more than what was fetched to them."""


class Fetched:
    """Files and folders that commands write; built when it is first asked for."""

    def __init__(self, commands: CommandJudge, launches: Iterable[Launch]) -> None:
        self.commands = commands
        self.launches = launches
        self._files: dict[str, dict[Artifact, None]] | None = None
        self._folders: dict[str, dict[Artifact, None]] = {}

    def held(self, path: str) -> tuple[Artifact, ...]:
        """What was fetched to a path, or to the folder that it is in."""
        if self._files is None:
            self._files = {}
            self._read(self._files)
        key = posixpath.normpath(path)
        found = tuple(self._files.get(key, ())) or tuple(self._folders.get(key, ()))
        above = key
        while not found and self._folders and (above := posixpath.dirname(above)):
            inside = self._folders.get(above, ())
            if len(inside) == 1 and above not in _TOO_WIDE:
                found = tuple(replace(a, file=posixpath.relpath(key, above)) for a in inside)
            if above == "/":
                break
        return found

    def _read(self, files: dict[str, dict[Artifact, None]]) -> None:
        uses = (
            use
            for launch in self.launches
            if not is_development(launch.written)
            for use in self.commands.uses(launch)
            if use.command.saved_as or use.command.saved_in
        )
        for number, use in enumerate(uses):
            if number >= MAX_COMMANDS:
                return
            artifacts = self.commands.judge(use).identified.artifacts
            if len(artifacts) != 1:
                continue
            path, is_folder = self._destination(use, artifacts[0])
            if path and "://" not in path:
                known = self._folders if is_folder else files
                known.setdefault(posixpath.normpath(path), {})[artifacts[0]] = None

    def _destination(self, use: CommandUse, artifact: Artifact) -> tuple[str, bool]:
        """The path that a command writes, and whether all of a repository is below it."""
        arguments = self.commands.arguments(use, words_of(use.launch, use.skip))

        def text(name: str | None) -> str:
            values = arguments.get(name).values if name is not None else frozenset()
            return next((str(v.value) for v in values if isinstance(v, Const)), "")

        path, folder = text(use.command.saved_as), text(use.command.saved_in)
        if path and not path.endswith("/"):
            return path, False
        folder = path or folder
        name = artifact.file or (posixpath.basename(artifact.id) if artifact.hub == "url" else "")
        return (posixpath.join(folder, name) if folder and name else folder), not name
