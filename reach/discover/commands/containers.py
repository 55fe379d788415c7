"""`docker run` and its like: the image, its variables, and what the container is told."""

import posixpath

from reach.discover.commands.command import Command
from reach.records.project import EnvValue
from reach.records.record import dataclass

_RUNNERS = frozenset({"docker", "nerdctl", "podman"})
_SWITCHES = frozenset(
    """
    --detach --init --interactive --no-healthcheck --oom-kill-disable --privileged
    --publish-all --quiet --read-only --rm --sig-proxy --tty
    """.split()
)


@dataclass(frozen=True, slots=True)
class Container:
    """A container that a command starts."""

    image: str
    start: int
    """Position of the first word after the image."""
    environment: tuple[EnvValue, ...]
    entrypoint: str = ""


def container(command: Command) -> Container | None:
    """The container of `docker run …`; None for every other command."""
    argv = command.argv
    if posixpath.basename(argv[0]) not in _RUNNERS or "run" not in argv[1:3]:
        return None
    values = {value.name: value for value in command.environment}
    at, entrypoint = argv.index("run") + 1, ""
    while at < len(argv) and argv[at].startswith("-"):
        name, equals, value = argv[at].partition("=")
        if not name.startswith("--") and len(name) > 2 and name[1] == "e":
            name, value, equals = "-e", argv[at][2:], "="  # -eNAME=value
        elif not equals and not _is_switch(name) and at + 1 < len(argv):
            at += 1
            value = argv[at]
        if name in ("-e", "--env"):
            key, given, text = value.partition("=")
            if given:
                line = command.lines[at] if at < len(command.lines) else command.lines[0]
                values[key] = EnvValue(key, text, command.path, line, "command line")
        elif name == "--entrypoint":
            entrypoint = value
        at += 1
    if at >= len(argv):
        return None
    return Container(argv[at], at + 1, tuple(values.values()), entrypoint)


def _is_switch(name: str) -> bool:
    return name in _SWITCHES or (not name.startswith("--") and set(name[1:]) <= set("ditP"))
